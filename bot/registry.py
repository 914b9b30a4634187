"""Everything that the flows offer, merged: who takes which press, answer or reply, and the forms."""

from bot.flows import kept, mediation
from bot.flows.admin import bind, claim, office, systems
from bot.flows.group import filing, listening, switch
from bot.flows.offers import merged
from bot.flows.resident import (
    danger,
    draft_place,
    follow,
    more,
    night,
    opinions,
    recognised,
    registering,
    report,
    result,
    start,
    talk,
    too,
    volunteering,
    wall,
    wishes,
)
from bot.flows.staff import (
    absence,
    actions,
    agenda,
    called,
    callout,
    capabilities,
    checks,
    company,
    consult,
    desk,
    duty,
    emergency,
    forms,
    handover,
    hours,
    judging,
    leaving,
    ledger,
    looking,
    outage,
    photos,
    place,
    plan,
    promise,
    relay,
    resolve,
    said,
    together,
    whistle,
    words,
    work,
)

MODULES = (
    start, danger, report, draft_place, follow, night, result, more, talk, wall, wishes, volunteering,
    registering, recognised, opinions, too,
    desk, actions, work, photos, outage, emergency, ledger, duty, absence, leaving,
    forms, plan, place, promise, resolve, handover, together, words,
    relay, said,
    mediation, whistle, callout, called, company, judging, looking, agenda, checks, consult, capabilities, hours,
    bind, claim, office, systems, kept, filing, listening, switch,
)  # fmt: skip

OFFERED = merged([module.OFFERS for module in MODULES])
