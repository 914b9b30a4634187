"""Words of one sense, for the model of characters (ngrams.py): "冰窖" and "棉袄" are both about cold.

A word may stand under several. Nothing is decided by them: they only let what was learnt of one word hold for its
neighbours, so a word too many does little harm. After a change, train again (tests/tools/train_guess.py).
"""

from functools import cache

CONCEPTS = """
old: 老人 老太太 老头 老爷子 大爷 大娘 大妈 老伴 奶奶 爷爷 姥姥 姥爷 我奶 我姥 我爷 老妈 老爸 老娘 老爹 外婆 外公
  老奶奶 老大爷 老大娘 婆婆 公公 岁数大 八十 七十 elderly grandma grandpa grandmother grandfather old_man 할머니
  할아버지 어르신 노인 laotaitai 长辈 九十 老年 老两口 二老 老人家
child: 孩子 小孩 娃 宝宝 婴儿 小朋友 学生 小子 丫头 孙子 孙女 外孙 闺女 儿子 女儿 小姑娘 小男孩 小女孩 小家伙 孕妇 kid
  kids child children baby toddler son daughter boy girl 아이 애가 아들 딸 아기 haizi 幼儿 小闺女 小小子 孩 男孩 女孩
person: 有人 个人 男的 女的 小伙 姑娘 师傅 工人 快递员 邻居 路人 行人 大姐 大哥 那人 谁 man woman guy someone somebody
  neighbour neighbor 사람 남자 여자 이웃 大叔 阿姨 司机 保姆 同学 外卖员
kin: 我妈 我爸 老婆 老公 媳妇 对象 丈夫 妻子 哥 姐 弟弟 妹妹 爱人 爹 妈 两口子 我家那口子 mother father mom dad
  husband wife mum 어머니 아버지 엄마 아빠 남편 아내 姑 舅 叔 婶 表姐 丈人 婆 岳母
water: 水 滴答 滴水 淌 流水 漏 渗 湿 洇 呲 滋水 积水 泡 潮 龙头 水管 阀门 湿漉漉 water wet drip dripping leak leaking
  flood puddle 물 새요 샌 loushui 漏水 冒水 汪洋 成河 一地水 水泡 跑水 灌 渗水 水渍
drips: 往下滴 往下淌 往下流 滴下来 流下来 淌下来 滴答 接水 拿盆接 盆接 雨水 漏雨 洇湿 长毛 发霉 起皮 鼓包 返潮 绿毛
  水渍 滴滴 渗水 冒汗 ceiling_is dripping 灌进 水包 黄印 往屋里渗 漏下来 黑毛 发黄 掉粉 一滩
ceiling: 天花板 棚顶 顶棚 房顶 屋顶 棚 天棚 吊顶 墙角 墙面 墙皮 楼顶 阁楼 顶楼 防水 ceiling roof 천장 지붕 阳台 外墙
  窗台 卧室 墙根
burst: 爆 崩 裂 破 断 呲 滋 喷 蹿 哗哗 冒
pipe: 水管 管子 管道 接头 弯头 软管 立管 总阀 阀门 闸 暖气管 水表 砂眼 管线 pipe valve tap faucet 수도관 파이프 阀
  弯管 水阀 地暖管 三通 丝扣 管
drain: 下水 马桶 厕所 便池 蹲坑 坐便 地漏 洗手间 卫生间 茅坑 水槽 洗菜池 洗菜盆 池子 化粪池 污水 粪 屎 尿 脏水 黑水
  臭水 粑粑 水池 浴室 隔油池 排水 便盆 toilet sink drain sewer bathroom 변기 하수구 화장실 싱크대 xiashui matong 蹲便
  拖布池 洗脸池 便坑 马葫芦 污水井 汤子 黑汤
blocked: 堵 不走水 不下水 下不去 冲不下 往上返 往上反 返上来 反上来 倒灌 往外冒 溢 漫出来 满了 搋子 疏通 通一下 捅
  返水 反水 咕噜 咕嘟 咕咚 排不出 淤 blocked clogged backs_up overflow 막혔 막혀 넘쳐 du_le 赌了 漫 返上 涨上来 走得慢
  半天不下 不走 翻上来 堵死 冲不走 泛
stink: 臭 味 味儿 骚 熏 呛 腥 馊 返味 反味 难闻 恶心 尿骚 怪味 异味 捂鼻子 smell stinks smelly 냄새 chou 臭烘烘 臊 膻
  酸臭 霉味
no_water: 没水 停水 断水 一滴 水压 水流小 线儿 水小 不出水 空管 上不来水 黄水 浑 漂白粉 铁锈 水质 来水 自来水 no_water
  water_pressure 단수 수압 tingshui 水咋 水没 没来水 流不出 缺水 水线 水龙头没 水量小 锈水
tap: 龙头 洗澡 洗头 做饭 洗衣机 热水器 冲厕所 刷牙 洗脸 花洒 淋浴 shower 세탁기 샤워 洗衣 烧水 饮水
current: 电 灯 闸 空开 保险丝 插座 插排 开关 电表 冰箱 电视 电饭锅 微波炉 电器 电压 线路 电脑 冰柜 充电 power
  electricity light fuse socket outlet 전기 콘센트 空调 电磁炉 wifi 网 路由器 电闸 冰箱里
no_power: 停电 没电 断电 跳闸 掉闸 不来电 不通电 一片黑 全黑 黑了 推不上 断了电 灭了 化了 灯灭 来电 power_cut outage
  blackout no_electricity 정전 tingdian 没有电 全灭 咔一下 啪一下 憋了 掉电
dark: 黑 黑乎乎 黢黑 漆黑 摸黑 摸着 看不见 瞎 黑灯瞎火 伸手不见五指 手电 照亮 黑咕隆咚 没亮 不亮 暗 山洞 没光 黑布隆冬
  dark 어두 깜깜 캄캄 看不着 瞅不见 瞅不着 没个亮 地窖 打着手电 害怕走 吓人
lamp: 灯 灯泡 灯管 灯头 灯罩 灯杆 泡子 声控 感应 照明 路灯 灯柱 憋了 一闪一闪 不亮 灯光 lamp light lights bulb
  street_light 가로등 전등 불이_안 dengpao ludeng 亮灯 灯坏 太阳能灯 盏
stairs: 楼道 楼梯 上楼 下楼 走廊 过道 缓台 楼梯间 楼里 单元里 楼梯口 拐角 门洞 扶手 拐弯 台阶 走道 电梯间 几楼
  stairwell hallway corridor stairs landing 계단 복도 loudao 楼门洞 楼板 消防梯 二楼 三楼 四楼 五楼 六楼
outdoor: 小区 院里 院子 道上 路上 广场 门口 胡同 大街 马路 主路 外头 外面 遛弯 后院 大门 北门 南门 东门 西门 公园
  人行道 步道 楼下 楼前 楼后 yard road street gate outside 길 마당 도로 xiaoqu 小路 甬道 河边 江边 市场 早市 车站
gas: 煤气 燃气 天然气 液化气 瓦斯 灶 炉子 火苗 打火 气表 气卡 煤气罐 灶台 液化罐 炉盘 管道气 点不着 打不着 gas stove
  가스 레인지 meiqi ranqi 天燃气 灶眼 厨房 气罐 罐子 炒菜 壁挂炉
gas_escapes: 漏气 跑气 嗤嗤 咝咝 嘶嘶 嗞嗞 肥皂水 冒泡 头晕 恶心 上头 报警器 煤烟 一氧化碳 中毒 呛人 迷糊 炭 煤 蜂窝煤
  炕 臭鸡蛋 没关严 忘关 站不住 脚软 腿软 gas_smell leak_of_gas rotten_egg 가스_냄새 臭蒜 往外跑 闻着味 脑袋疼 头沉
  烟道 倒烟 没盖严 叫不醒
cold: 冷 凉 冰 冻 哆嗦 冰窖 冰凉 冰手 棉袄 羽绒服 大衣 哈气 帽子 被子 电褥子 小太阳 度 温度 不热 温乎 十四度 十五度
  十六度 不暖 打冷战 冻手 冻脚 发抖 冰箱 阴冷 cold freezing chilly freeze 추워 춥 차가 냉골 leng 上霜 冰花 打喷嚏 棉鞋
  棉裤 毛衣 厚被 裹着 不暖和 十三度 十七度 冻醒 手脚冰凉 冻得 凉飕飕 拔凉 冰人
heating: 暖气 供热 供暖 地热 地暖 热力 暖气片 热力公司 供热站 锅炉 取暖 室温 测温 采暖 暖 进水管 回水管 放气 heating
  radiator radiators 난방 라디에이터 nuanqi 散热片 暖气管 地热管
fire: 着火 失火 起火 火 火苗 火光 烧 冒烟 浓烟 黑烟 着了 燎 窜火 红彤彤 火星 引着 烧着 爆炸 炸了 糊味 焦 通红 烧起来
  点着 自燃 fire burning flames on_fire 불이_났 불이 화재 zhaohuo 火球 着起 火势 火上房 点燃 烧了 冒着火
smoke: 烟 冒烟 黑烟 浓烟 白烟 呛 雾蒙蒙 烟雾 糊 smoke 연기 yan 全是烟 烟味
burns_well: 被子 窗帘 沙发 床 衣服 柴火 纸壳 草 仓房 杂物 电瓶 垃圾桶 垛 油锅 树叶 草坪 厨房 阳台 插座 车 被褥 床单
  电褥子 车棚 煤 油 棚子 门帘 草垛 插排 木头 房子 窗户
wire: 电线 电缆 高压线 线头 线杆 插排 插座 电箱 配电箱 电表箱 铜线 变压器 电杆 铜条 绝缘 wire cable power_line
  sparking electric_box 전선 전봇대 电闸箱 电线杆 线掉 线断 拉线 线垂 裸线
shock: 漏电 触电 过电 带电 麻手 麻了 麻 打火花 火花 蓝光 噼啪 滋啦 弹回 电人 电了 滋滋 打个跟头 电一下 打手 噼里啪啦
  shock electric_shock 감전 찌릿 打人 一麻 手一麻 冒火花 直冒火 电住
lift: 电梯 梯子 轿厢 升降 货梯 直梯 梯里 梯门 按键 楼层 超载 电梯井 lift elevator 엘리베이터 승강기 dianti 升降机 电剃
stuck: 卡 困 关在 憋在 出不来 打不开 夹 锁在 拔不出 反锁 不开门 停在 不动 按铃 进不去 撞上 抽不出 关里 关着 下不来
  stuck trapped locked can't_get_out 갇혔 갇혀 끼 kunren 憋 被关 压住 绞 出不去 钻不出 抠不出
scream: 救命 喊 叫 哭 拍门 求救 快来 快点 快来人 赶紧 救救 嚎 叫唤 快快 喊人 来人啊 嚷 help screaming shouting crying
  살려 도와 jiuming 呼救 哭喊 哭声 敲门 砸门
gate: 单元门 大门 楼门 门禁 对讲 门锁 刷卡 门铃 锁 闭门器 门把手 玻璃门 关不上 关不严 开不开 密码 推不开 刷脸 防盗门
  咣当 合页 栅栏门 闸杆 道闸 杆子 door lock buzzer intercom 문 현관 도어락 menjin danyuanmen 锁舌 猫眼 门合不上 门常开
  大铁门 门卡 门口
lost_key: 钥匙 忘带 没带 关外头 锁外 进不去屋 进不了屋 指纹锁 带上了 锁眼 开锁 回不去 门刮上 locked_out keys key 열쇠
  钥匙折 锁芯 拧不开 打不开家门 落屋里
pile: 堆 码 摆 杂物 纸箱 破烂 旧家具 鞋架 鞋柜 酸菜缸 废品 瓶子 婴儿车 自行车 木头 占满 塞满 纸壳 旧沙发 侧着身子 仓房
  攒 boxes piled clutter stuff 짐 쌓 垛 酸菜 箱子 旧洗衣机 童车 搁 撂 占着过道 摆了
fire_lane: 消防通道 救火 消防车 救护车 应急 安全出口 逃生 登高 黄格子 进不来 过不去 生命通道 消防道 fire_lane
  emergency_exit fire_exit 소방 비상구 救火车 云梯 逃生门 焊死
fire_safety: 灭火器 消火栓 消防栓 烟感 喷淋 水带 飞线 电瓶 充电 拉线 插排 煤气罐 消防箱 防火门 电瓶车 电动车 液化罐
  隐患 滚烫 extinguisher hydrant charging e-bike 충전 소화기 消防 充电线 私接 老化 过热 充
car: 车 奥迪 大众 面包车 货车 私家车 轿车 哈弗 捷达 车牌 车主 挪车 吉a 吉b 司机 后备箱 宝马 丰田 轱辘 车位 car truck
  van vehicle parked 차 suv 车身
parking: 停车 停 车位 挪 占道 挡 堵 别着 出不去 没地停 乱停 横 地方停 一溜 占俩 找不着地 停满 停得 parking parked
  blocking driveway 주차 别住 横着 位置 车堵 占了 倒不出
ground_lock: 地锁 铁三角 锥 桩 墩 膨胀螺丝 铁架 占车位 立了 焊 石墩 铁柱 锥筒 车位锁 立根 ground_lock 铁链 石球 立了个
  水泥墩 占地方
dead: 报废 僵尸 没人开 轱辘没气 瘪 落灰 长草 锈 没牌 没动 几年 没动窝 壳子 没主 蒙灰 abandoned 破车 烂车 趴窝 多年没动
  轮胎
trash: 垃圾 桶 垃圾箱 垃圾桶 投放点 分类 厨余 泔水 清运 收走 拉走 冒尖 垃圾房 垃圾车 垃圾点 倒出来 trash garbage
  rubbish bin bins litter 쓰레기 laji 脏 烂菜 塑料袋 鱼内脏 鱼鳞 收垃圾
rubble: 装修 建筑 水泥 砖 瓷砖 沙子 石膏 墙皮 渣土 残土 碎砖 灰 编织袋 瓦 砸下来 门框 石子 料 construction_waste
  debris rubble 공사 水泥块 瓦块 土堆 黄土 沙堆 腻子 窗框 废料
snow: 雪 冰 滑 打滑 溜 冻 撒盐 铲 扫雪 清雪 镜子 滑冰 坐个屁股蹲 大腚蹲 摔 冰坨 坡 踩实 站不住 融雪 snow ice icy
  slippery 눈 얼음 빙판 미끄 xue bing 暗冰 结冰 打出溜 冰壳 刨 扫 溜滑 没脚脖子
ads: 小广告 广告 贴 传单 卡片 办证 通下水 开锁 喷 电话号 贷款 糊 印 牛皮癣 塞 撕 红漆 ads flyers stickers 광고 贴满
  刷满 印着 卡
dog: 狗 犬 遛 绳 咬 叫 拴 牵 猫 鸡 鸽子 鹅 屎 流浪 喂 扑 罗威纳 泰迪 金毛 嘴套 野猫 一窝 dog dogs barking cat stray 개
  강아지 gou 狗屎 拉屎 羊 鸭 兔子 汪 呲牙 没拴
pest: 老鼠 耗子 蟑螂 虫 蚊 苍蝇 蚂蚁 白蚁 臭虫 跳蚤 马蜂 毛毛虫 四散 窜 蛆 灭鼠 打药 药 蛾 包 cockroach roach rats
  mice bugs mosquitoes 쥐 바퀴 벌레 haozi zhanglang 小飞 爬 咬一身 马蜂窝 米虫 蚊子
noise: 吵 闹 响 咚咚 咣咣 哐哐 音响 喇叭 唱 跳舞 蹦 电钻 装修 施工 麻将 音乐 钢琴 睡不着 叫唤 打桩 嗡嗡 低音炮 半夜
  凌晨 大半夜 不让人睡 动静 震 划拳 拍球 跺脚 蹦迪 突突 扰民 轰 noise noisy loud music drums party drilling 시끄 소음
  쿵쿵 chao 咚 哐 当当 叮咣 剁馅 敲 搓麻将 跑跳 消停 吵醒 闹腾 咔咔 嗷嗷
night: 半夜 凌晨 后半夜 大半夜 晚上 夜里 三点 两点 一宿 天不亮 大清早 五点 六点 night midnight 밤 새벽 半宿 夜班
  大早上 大晚上
falling: 掉 砸 坠 往下扔 扔下来 抛 松动 翘 墙皮 瓷砖 花盆 外墙 冰溜 铁皮 刮下来 往楼下 窗户外 从上边 从楼上 掉下来 悬
  扔 倒水 保温板 要掉 擦着 falling fall drop fell tiles facade 떨어 扔下 浇 泼 掉渣 招牌 晃 玻璃 砸下 雨搭 瓦 檐 窗框
facilities: 健身器材 器材 滑梯 秋千 椅子 长椅 凳子 凉亭 亭子 扶手 栏杆 护栏 树 树枝 草 草坪 花坛 篮球架 篮球框 单杠
  转盘 监控 探头 摄像头 快递柜 充电桩 窗户 坡道 喷泉 绿化 宣传栏 器械 修剪 bench swing slide playground camera tree
  나무 놀이터 벤치 双杠 跷跷板 雕塑 灌木 路牌 指示牌 棋桌 无障碍 豁口 花池
road: 路 路面 坑 地砖 砖 井盖 井 马葫芦 盲道 台阶 路缘石 马路牙子 塌 陷 沟 洼 不平 颠 窟窿 挖 没填 没铺 井口 井圈 道牙
  坑洼 pothole pavement road manhole 구멍 맨홀 도로 铁盖子 盖子 陷进去 搓板 铺 沥青 修路 坎
vendor: 摆摊 摊 小贩 烧烤 卖 早市 夜市 推车 三轮 炸串 大排档 豆腐 水果 菜 烤冷面 烤 串 卖菜 占道 门市 货 vendor stall
  selling barbecue 노점 shaokao 臭豆腐 摆出来 桌椅 袜子 出摊 吆喝 炉子 卖鱼 卖货 煎饼 早点
building: 违建 私建 盖 搭 棚 彩钢 扩 接 封 圈 承重墙 砸墙 开门 加层 阳台 露台 院子 挖 改 砌 栅栏 种菜 绿地 隔成
  illegal_building extension 불법 weijian 架子 伸出 阁楼 平台 小房 打眼 门洞 窗户改
bus: 公交 车站 站台 司机 末班 首班 头班 老年卡 不进站 路车 线路 等车 改线 班次 倒车 公汽 挤不上 等了 bus 버스 gongjiao
  招手 上车 下车 学生票
shop: 店 门市 执照 营业 商户 生意 卫生证 门头 牌匾 审批 卸货 进货 窗口 手续 检查 增容 小吃部 理发店 超市 老板 客人
  开业 卖货 shop store licence business restaurant 가게 包子铺 网吧 饭店 开店 盘 验 许可 批 小卖部 客户
property: 物业 保安 门卫 管家 前台 值班室 保洁 业委会 报修 派人 巡逻 绿化 物业公司 经理 服务 property management
  security_guard 관리 wuye 管事 客服 项目经理 门岗
nobody_comes: 不管 没人管 没人来 不来 不接 打不通 石沉大海 没信 推 拖 没动静 报了 八百遍 找不着人 光说 不搭理 没人理
  不回 nobody no_one ignored not_answer 아무도 안_와 没下文 踢皮球 没管 拖着 爱答不理 半个月了 投诉没用 推来推去
fee: 费 钱 收 收费 交 涨 发票 票 押金 公摊 退 白条 多收 块 元 维修基金 凭啥 一度 二百 贵 公示 文件 fee fees charge
  bill money 요금 관리비 wuyefei 缴 欠 罚 价 涨价 多要 一百 五十 退钱 票据
thief: 偷 盗 丢 没了 撬 卸走 顺走 贼 抢 骗 忽悠 诈骗 汇 转账 不见 拧门 锁 剪 别开 划 可疑 鬼鬼祟祟 转悠 传销 锯走
  保健品 翻墙 stolen stole theft thief scam 도둑 훔쳐 사기 toule 中奖 汇款 扎了 砸了 拿走 搬走 偷走 卸了 顺 假药 推销
  陌生
fireworks: 鞭炮 炮 烟花 花炮 二踢脚 摔炮 呲花 麻雷子 放炮 一挂 崩 禁放 fireworks firecrackers 폭죽 炮皮 礼花 钻天猴 响
  叮咣
infection: 疫苗 消毒 流感 隔离 核酸 手足口 传染 腮腺炎 诺如 狂犬 针 瘟 发烧 水痘 感染 消杀 疫 vaccine covid fever
  disinfect 예방 전염 打针 吐 接种 防疫 感冒
quarrel: 吵架 骂 吵吵 打起来 动手 讲理 不讲理 欺负 矛盾 纠纷 调解 说和 评理 堵我 赔 赖 占我 邻居 对门 楼上 楼下 街坊
  过节 断断 评评理 劝 quarrel argument 싸움 싸워 chaojia 骂人 翻脸 闹 嚷嚷 仇 不让 泼 占 扯皮 掰扯 交情 找茬 讹
family: 分家 遗产 房产 赡养 养老 离婚 前妻 前夫 婆媳 儿媳 兄弟 孙子 抚养 老房子 过不下去 借钱 借我 欠我 媳妇 哥 姐
  不掏 divorce inheritance 이혼 养爹 养妈 轮着养 存折 房本 抚养费 财产 亲家 儿媳妇 两口子 赌博
official: 网格 网格员 网格长 书记 主任 社区 楼长 师傅 窗口 志愿者 办事员 片警 收费员 小李 小王 小刘 保安 工作人员 领导
  干部 物业经理 保洁大姐 official staff manager officer 직원 담당 小张 小赵 站长 所长 队长 会计 物业小 收水费 修灯的
  修水 网格的
rude: 态度 骂 横 难听 瞪眼 甩脸 鼻孔 扔 要烟 收礼 送礼 红包 好处 回扣 小舅子 向着 偏心 喝酒 酒气 糊弄 贪 卡我 刁难 躲
  投诉 举报 告 关系 亲戚 摸 rude attitude 불친절 翻白眼 打牌 骂我 训 冷脸 呛我 嚷我 不耐烦 手脚不干净 要钱 先给 摆谱
  官僚
petition: 上访 信访 拆迁 动迁 回迁 征地 补偿 欠薪 工资 包工头 开发商 房照 产权 安置 下岗 买断 退伍 工龄 社保 工伤 省里
  市里 北京 告状 占地 医保 烂尾 办证 厂子 农民工 petition unpaid_wages wages 체불 집단 集资 被骗 家属楼 房本 补贴 断缴
  讨 讨薪 公道 上头
shame: 别说 别让 匿名 保密 不想让 知道 别跟 悄悄 不好意思 张嘴 别提 名字 怕 报复 得了 病 乙肝 抑郁 低保 救助 困难
  揭不开锅 离婚 坐牢 进去了 自闭 张扬 查出来 癌 anonymous don't_tell keep_it secret private 비밀 别说出去 别让人
  没法活 活前 残疾 赌 吸毒 hiv 借钱 断顿 丢人 笑话
beat: 打 揍 砍 捅 踹 踢 掐 扇 抽 砸 抡 拽 堵 刀 棍 棒子 酒瓶 擀面杖 铁锹 皮带 菜刀 斧子 整死 弄死 尾随 跟踪 泼汽油 抢
  威胁 开瓢 耳光 家暴 动手 打架 干仗 抄家伙 撞墙 hit hitting beating knife fight attack punched threatening 때려 칼
  싸우 폭행 daren 踹门 拍 拖 骑脖子 一脚 拳 镐 勒 抢走 堵着 打学生 骂着打 群殴 鼻青脸肿 踹我
despair: 不想活 活够 死 自杀 轻生 跳楼 跳 上吊 割腕 遗书 安眠药 药片 告别 了断 拖累 楼顶 窗沿 窗台 栏杆外 绳子 对不起
  留恋 没意义 没意思 解脱 永别 撑不下去 鞋都脱 翻过栏杆 舍不得 suicide kill_myself die jump want_to_die pills 죽고
  자살 뛰어내 zisha 坚持不下去 下辈子 对不住 农药 刀就在手 轻松 遗言 天台 安排好了 走了算 没活头
ill: 晕 昏 倒 抽 喘 胸口 心脏 心口 气 脸紫 脸白 煞白 发紫 发青 嘴歪 吐 沫 不吱声 没反应 叫不醒 推不醒 不动弹 冰凉 手凉
  冒汗 冷汗 虚汗 烧到 抽抽 疼得 打滚 噎 卡嗓子 血压 糖尿病 哮喘 羊水 要生 破了 中毒 误食 喝错 吃错 不行了 没气 没脉
  偏瘫 半边 说不出话 不会动 起不来 直挺挺 翻白眼 胡话 救护车 120 unconscious collapsed fainted choking breathe heart
  seizure stroke labour pain sick 쓰러 숨 의식 심장 경련 yundao 抽筋 牙关 手抖 冒冷汗 左胳膊 心慌 枣核 叫不应 老鼠药
  白沫 昏沉 迷糊 呼噜声 看不清 重影 喘不上 憋气 没知觉 打摆子
hurt: 血 摔 骨头 骨折 腿 胳膊 脑袋 手指 砸 撞 刮倒 扎 割 切 烫 咬 夹 肿 断 伤 口子 动不了 站不起来 滚下来 掉下来 踩空
  开水 磕 眼睛 躺 崩 爬不起来 bleeding blood broken injured burned fell hurt cut 피가 다쳤 다쳐 부러 넘어 화상
  shoushang 骨 肉 电锯 泼腿 缝针 卷 骑车的 后脑勺 起不来 撞飞 崴 烫着 轧 扎透 胯
drowning: 掉水 掉河 掉江 落水 溺水 冰面 冰窟窿 江里 河里 湖里 水塘 水窖 扑腾 沉 池子里 救生圈 河边 江边 漂 drowning
  drowned river lake pond 물에_빠 익사 水里 船 江 河 湖 捞 水坑 冰上 鱼池
missing: 走丢 丢了 不见 找不着 没回来 没回家 没影 走失 找人 离家 关机 联系不上 转悠 找不着家 记性不好 痴呆 糊涂 光脚
  没接着 失联 出走 没看住 一回头 一转眼 到现在没 missing lost didn't_come_home can't_find 없어졌 실종 잃어버 zoudiu
  没回 挤丢 走没 脑子不好 问住哪 说不上来 报失 一下午没 没着家 走散 放学没
structure: 塌 歪 裂 倒 鼓 晃 咔咔 咔嚓 墙 房 楼 房梁 楼板 钢筋 脚手架 广告牌 塔吊 围墙 下坠 下沉 折 断 倾斜 要倒
  collapse collapsed cracked crack leaning 무너 금이 裂缝 斜 墙裂 倒了 吊塔 悬 露筋
ask: 咋 怎么 啥时候 几点 多少钱 在哪 哪里 哪儿 上哪 去哪 吗 能不能 可以 谁有 请问 咨询 什么 多少 哪家 哪个 几号 有没有
  是啥 手续 材料 条件 行不 是否 how where when what who 어디 언제 어떻게 누가 얼마 zenme shenme 咋办 怎样 谁知道 哪能
  问问 打听 知道不 管不管 行吗 多久 要不要 是不是
thanks: 谢谢 感谢 辛苦 麻烦 点赞 好人 锦旗 表扬 真好 不错 漂亮 厉害 感恩 满意 thanks thank 감사 고마 xiexie 谢 夸 好评
  辛苦啦 贴心
over: 好了 修好 亮了 通了 来了 走了 不漏了 不堵了 解决 消停 找着了 没事 恢复 利索 弄好 清走 不用 撤 取消 算了 自己
  闻错 虚惊 误会 fixed solved working_now never_mind 고쳤 됐어 괜찮 haole 完事 没事了 好使了 搞错 发错 不报 撤回 先不
  退了 回来了 找到了
small_talk: 哈哈 早上好 早 你好 晚安 在吗 吃饭 天气 下雪 球 电影 电视 昨晚 减肥 考试 上学 出租 转让 团购 拼车 二手
  彩票 表情 新闻 唱歌 视频 孩子他 对象 工资 hello lol haha good_morning 안녕 ㅋㅋ nihao 羡慕 真好看 饺子 过年 快乐
  聚餐 羊肉 喝酒 旅游 游戏 直播 抖音 老铁 投票 招聘
figure: 死了 要命 笑 气死 累死 饿死 困死 热死 冻死 吓死 烦死 似的 一样 跟 像 差点 要是 万一 早晚 如果 演习 小时候 去年
  以前 那年 上回 上次 昨天 前天 what_if almost 以为 做梦 梦见 假的 哪天 会不会 讲座 演练 学学 好悬 幸亏 差一点 吓我
  恨不得 别吓 打死我也
"""


@cache
def _by_first() -> dict[str, list[tuple[str, str]]]:
    """Every word under its first character, with what it is to be called."""
    found: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for line in CONCEPTS.split("\n"):
        head, colon, rest = line.partition(":")
        name, words = (f"@{head}", rest) if colon else (name, line)
        for word in words.split():
            found.setdefault(word[0], []).append((word.replace("_", " "), name))
    return found


def concepts(plain: str) -> set[str]:
    """What the words of a sentence mean, each behind an "@"."""
    table, found = _by_first(), set[str]()
    before = " "
    for at, first in enumerate(plain):
        if first in table and not (before.isascii() and before.isalpha()):  # no word begins within a Latin one
            found.update(name for word, name in table[first] if plain.startswith(word, at))
        before = first
    return found
