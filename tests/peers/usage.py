"""How devices were used, in the plainest way: cut up at every instant at which anything changes.

Reads from standard input one line of JSON,
    {"zone", "from", "to" (instants, the end not included), "until" (nothing is known after it),
     "not_seen_after_us", "idle_after_us", "what_if_turnaround_us", "kinds": {place: kind},
     "devices": {asset_id: {"type", "unit", "rental", "from", "to", "down": [[from, to]],
                            "custody": [...], "overdue": [...]}}}
and then lines as `trackctl stays --json` prints them, asset_id, place, from, to, each with last_seen,
when the device was heard last in that stay. Prints one object of all figures by name, times in
microseconds. Plain Python; shares nothing with what it checks.
"""

import json
import sys
from bisect import bisect_right
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from math import ceil
from zoneinfo import ZoneInfo

STATES = {
    "patient_room": "in_use",
    "clean_utility": "available",
    "storage": "available",
    "soiled_utility": "soiled",
    "biomed_shop": "down",
}
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)
HOUR = 3_600_000_000


def us(text):
    return (datetime.fromisoformat(text.replace("Z", "+00:00")) - EPOCH) // MICROSECOND


class Piece:
    """A time in which nothing changes. Its state is None where nothing is known."""

    def __init__(self, start, end, state, place, idle):
        self.start, self.end, self.state, self.place, self.idle = start, end, state, place, idle


def pieces_of(device, stays, asked, hours):
    """All of a device's time in service, cut."""
    start, end = max(us(device["from"]), hours[0]), min(us(device["to"]), hours[-1])
    if start >= end:
        return []
    until = us(asked["until"])
    strong = {
        name: [(us(a), us(b)) for a, b in device[name]] for name in ("down", "custody", "overdue")
    }
    known = []
    for stay in stays:
        ends = us(stay["to"]) if stay["to"] else until
        heard = us(stay["last_seen"]) + asked["not_seen_after_us"]
        known.append((us(stay["from"]), min(ends, heard, until), stay["place"]))
    cuts = {start, end, until}
    cuts.update(hour for hour in hours if start < hour < end)
    for a, b, _ in known:
        cuts.update((a, b, a + asked["idle_after_us"]))
    for periods in strong.values():
        for a, b in periods:
            cuts.update((a, b))
    cuts = sorted(at for at in cuts if start <= at <= end)
    begins = [a for a, _, _ in known]
    pieces = []
    for a, b in zip(cuts, cuts[1:]):
        at = bisect_right(begins, a) - 1
        here = known[at] if at >= 0 and a < known[at][1] else None
        place = here[2] if here else None
        kind = asked["kinds"].get(place)
        holds = {name: any(x <= a < y for x, y in periods) for name, periods in strong.items()}
        if a >= until:
            state = None
        elif holds["down"]:
            state = "down"
        elif holds["custody"]:
            state = "in_use"
        elif holds["overdue"]:
            state = "down"
        elif here:
            state = STATES.get(kind, "nothing")
        else:
            state = None
        bedside = state == "in_use" and kind == "patient_room"
        idle = bedside and a >= here[0] + asked["idle_after_us"]
        pieces.append(Piece(a, b, state, place, idle))
    return pieces


def turnarounds(pieces):
    """How long each took, and the time spent in it."""
    lengths, spent = [], 0
    way = ("soiled", "nothing")

    def beyond(at, step):
        at += step
        while 0 <= at < len(pieces) and pieces[at].state in way:
            at += step
        return pieces[at] if 0 <= at < len(pieces) else None

    for at, piece in enumerate(pieces):
        if piece.state == "soiled":
            spent += piece.end - piece.start
        if piece.state == "nothing":
            before, after = beyond(at, -1), beyond(at, 1)
            if before and before.state == "in_use" and not (after and after.state == "in_use"):
                spent += piece.end - piece.start
        if piece.state == "available":
            before = beyond(at, -1)
            if before and before.state == "in_use":
                lengths.append(piece.start - before.end)
    return lengths, spent


class Sums:
    def __init__(self):
        self.us = defaultdict(int)
        self.devices = set()
        self.uses = defaultdict(list)
        self.there = defaultdict(int)
        self.known = defaultdict(int)

    def add(self, piece, hour):
        length = piece.end - piece.start
        self.us["in_service"] += length
        known = piece.state in ("in_use", "available", "soiled", "down")
        self.us[piece.state if known else "unknown"] += length
        self.there[hour] += length
        self.known[hour] += length if known else 0
        if piece.idle:
            self.us["bedside_idle"] += length
        if piece.state == "in_use":
            self.uses[hour].append((piece.start, piece.end))

    def peaks(self, hours):
        def most(uses):
            return max(sum(a <= at < b for a, b in uses) for at, _ in uses)

        return [most(self.uses[hour]) if hour in self.uses else 0 for hour in hours]

    def counted(self, hours):
        return [h for h in hours[:-1] if self.there[h] and 2 * self.known[h] >= self.there[h]]

    def tell(self, name, found):
        for key in ("in_service", "in_use", "bedside_idle", "available", "soiled", "down", "unknown"):
            found[f"{name} {key}"] = self.us[key]
        whole, down = self.us["in_service"], self.us["down"]
        usable = whole - down
        found[f"{name} utilization"] = 100 * self.us["in_use"] / usable if usable else None
        found[f"{name} coverage"] = 100 - 100 * self.us["unknown"] / whole if whole else None


def rank(values, percent):
    return sorted(values)[ceil(Fraction(percent * len(values), 100)) - 1]


def tell_fleet(name, sums, turns, devices, asked, hours, found):
    period = hours[-1] - hours[0]
    counted = sums.counted(hours)
    peaks = sums.peaks(counted or hours[:-1])
    found[f"{name} hours counted"] = len(counted)
    lengths = sorted(length for lengths, _ in turns for length in lengths)
    spent = sum(spent for _, spent in turns)
    there = [device for device in devices if us(device["to"]) >= hours[-1]]
    have = len(there)
    found[f"{name} turnarounds"] = len(lengths)
    found[f"{name} turnaround total"] = sum(lengths)
    found[f"{name} turnaround median"] = rank(lengths, 50) if lengths else None
    found[f"{name} turnaround spent"] = spent
    found[f"{name} have"] = have
    found[f"{name} rented"] = sum(device["rental"] for device in there)
    whole = sums.us["in_service"]
    # Where no device was up, the share that was down says nothing.
    up = Fraction(whole - sums.us["down"] or whole, whole)
    is_known = 2 * sums.us["unknown"] <= whole
    for what, stock in (
        ("measured", Fraction(spent, period)),
        (
            "supposed",
            Fraction(spent * asked["what_if_turnaround_us"] * len(lengths), period * sum(lengths))
            if sum(lengths)
            else Fraction(spent, period),
        ),
    ):
        needed = {percent: ceil((rank(peaks, percent) + stock) / up) for percent in (95, 99)}
        found[f"{name} {what} needed 95"] = needed[95]
        found[f"{name} {what} needed 99"] = needed[99]
        found[f"{name} {what} could go back"] = max(0, have - needed[99]) if is_known else None
        found[f"{name} {what} short by"] = max(0, needed[99] - have)
        down = Fraction(have * sums.us["down"], sums.us["in_service"])
        met = sum(peak <= have - stock - down for peak in peaks)
        found[f"{name} {what} demand met"] = 100 * met / len(peaks)
        found[f"{name} {what} in turnaround"] = float(stock)


def main():
    asked = json.loads(sys.stdin.readline())
    stays = defaultdict(list)
    for line in sys.stdin:
        stay = json.loads(line)
        stays[stay["asset_id"]].append(stay)
    zone = ZoneInfo(asked["zone"])
    # Chicago's clocks are set on the hour, so that its hours are those of UTC.
    hours = list(range(us(asked["from"]), us(asked["to"]) + 1, HOUR))
    assert hours[-1] == us(asked["to"])
    civil = {hour: datetime.fromtimestamp(hour // 1_000_000, zone) for hour in hours}

    groups = defaultdict(Sums)
    turns, members = defaultdict(list), defaultdict(list)
    for asset, device in asked["devices"].items():
        pieces = pieces_of(device, stays[asset], asked, hours)
        if not pieces:
            continue
        unit = device["unit"] or "-"
        names = ["all", f"type {device['type']}", f"unit {unit}", f"asset {asset}"]
        fleets = [f"fleet {device['type']}", f"fleet {device['type']} {unit}"]
        for name in fleets:
            turns[name].append(turnarounds(pieces))
            members[name].append(device)
        for piece in pieces:
            hour = hours[bisect_right(hours, piece.start) - 1]
            local = civil[hour]
            for name in names + fleets:
                groups[name].add(piece, hour)
                groups[name].devices.add(asset)
            for name in (
                f"week {local.weekday()} {local.hour:02}",
                f"day {local.date()}",
                f"month {local.year}-{local.month:02}",
            ):
                groups[name].add(piece, hour)
            if piece.place and piece.state:
                groups[f"place {piece.place}"].add(piece, hour)
                groups[f"place {piece.place}"].devices.add(asset)

    found = {}
    for name, sums in groups.items():
        if name in turns:
            tell_fleet(name, sums, turns[name], members[name], asked, hours, found)
            continue
        sums.tell(name, found)
        if sums.devices:
            peaks = sums.peaks(hours[:-1])
            found[f"{name} devices"] = len(sums.devices)
            for percent in (95, 99, 100):
                found[f"{name} peak {percent}"] = rank(peaks, percent)
            if name == "all" or name.startswith("type"):
                for at, peak in enumerate(peaks):
                    found[f"{name} hour {at}"] = peak
    json.dump(found, sys.stdout)


main()
