// Pictures for those who have no camera at hand: drawn here, sent as JPEG like any other.

const SCENES = {
  // Tiles, a pipe under the sink, water on the floor.
  drain(c) {
    tiles(c, "#dfe5e2", "#c9d2ce", 0, 420);
    c.fillStyle = "#b9a78c";
    c.fillRect(0, 420, 960, 300);
    pipe(c, [[470, 0], [470, 190], [560, 250], [650, 190], [650, 120], [960, 120]]);
    water(c, 480, 560, 380, 105);
    c.fillStyle = "#79909a";
    for (const [x, y] of [[555, 300], [566, 345], [550, 395], [562, 440]]) blob(c, x, y, 7, 12);
  },
  // A dark landing with the lamp out.
  stairs(c) {
    const night = c.createLinearGradient(0, 0, 960, 720);
    night.addColorStop(0, "#3a3c46");
    night.addColorStop(1, "#16171c");
    c.fillStyle = night;
    c.fillRect(0, 0, 960, 720);
    for (let i = 0; i < 8; i += 1) {
      c.fillStyle = `rgb(${88 - i * 7} ${90 - i * 7} ${100 - i * 7})`;
      c.fillRect(80 + i * 95, 640 - i * 62, 900, 62);
      c.fillStyle = "rgb(0 0 0 / 30%)";
      c.fillRect(80 + i * 95, 640 - i * 62, 900, 8);
    }
    c.strokeStyle = "#6b6e78";
    c.lineWidth = 10;
    c.beginPath();
    c.moveTo(40, 470);
    c.lineTo(700, 40);
    c.stroke();
    c.fillStyle = "#575a63";
    blob(c, 250, 110, 46, 46);
    c.fillRect(240, 0, 20, 70);
  },
  // Stalls before a gate.
  stall(c) {
    c.fillStyle = "#bfd8e6";
    c.fillRect(0, 0, 960, 380);
    c.fillStyle = "#d9c8ac";
    c.fillRect(120, 120, 720, 260);
    c.fillStyle = "#8f7a5c";
    c.fillRect(370, 190, 220, 190);
    c.fillStyle = "#a9a39a";
    c.fillRect(0, 380, 960, 340);
    [["#c9573f", 60], ["#3f8a77", 360], ["#d39a35", 660]].forEach(([colour, x]) => {
      c.fillStyle = "#6d5a44";
      c.fillRect(x, 480, 240, 130);
      for (let i = 0; i < 6; i += 1) {
        c.fillStyle = i % 2 ? "#f6efe2" : colour;
        c.fillRect(x - 10 + i * 44, 350, 44, 70);
      }
      for (let i = 0; i < 7; i += 1) {
        c.fillStyle = ["#e2673f", "#86a83e", "#e9b949"][i % 3];
        blob(c, x + 25 + i * 32, 474, 16, 14);
      }
    });
  },
};

function tiles(c, face, joint, top, bottom) {
  c.fillStyle = joint;
  c.fillRect(0, top, 960, bottom - top);
  for (let y = top; y < bottom; y += 84) {
    for (let x = 0; x < 960; x += 120) {
      c.fillStyle = face;
      c.fillRect(x + 3, y + 3, 114, 78);
    }
  }
}

function pipe(c, points) {
  for (const [width, colour] of [[64, "#8d949a"], [46, "#c6ccd1"], [12, "#eef1f3"]]) {
    c.strokeStyle = colour;
    c.lineWidth = width;
    c.lineJoin = "round";
    c.beginPath();
    points.forEach(([x, y], i) => (i ? c.lineTo(x, y) : c.moveTo(x, y)));
    c.stroke();
  }
}

function water(c, x, y, width, height) {
  for (let i = 0; i < 5; i += 1) {
    c.fillStyle = i % 2 ? "rgb(128 152 158 / 55%)" : "rgb(96 122 130 / 55%)";
    blob(c, x + i * 6, y - i * 4, width - i * 62, height - i * 18);
  }
}

function blob(c, x, y, width, height) {
  c.beginPath();
  c.ellipse(x, y, Math.max(1, width), Math.max(1, height), 0, 0, Math.PI * 2);
  c.fill();
}

export async function drawn(name) {
  const canvas = document.createElement("canvas");
  canvas.width = 960;
  canvas.height = 720;
  (SCENES[name] ?? SCENES.drain)(canvas.getContext("2d"));
  const blob_ = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return new File([blob_], "photo.jpg", { type: "image/jpeg" });
}
