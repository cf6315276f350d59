"""Hours of use from what `trackctl stays --json` prints, second by second.

Reads JSON from standard input:
    {"zone", "from", "to" (civil days, both included), "until" (nothing is known after it),
     "not_seen_after_s", "kinds": {place: kind}, "devices": [asset_id],
     "stays": [{"asset_id", "place", "from", "to"}], "heard": {asset_id: [time]}}
and prints {asset_id: {state: seconds}, "peak": devices in use at once, "hourly_p95", "week":
{"Sun 01:00": [in use, in service]}}. Plain Python; shares nothing with what it checks: it keeps a
state for every second, and asks the zone for the clock of each hour.
"""

import json
import sys
from bisect import bisect_left
from datetime import date, datetime, time, timedelta, timezone
from math import ceil
from zoneinfo import ZoneInfo

STATES = {
    "patient_room": "in_use",
    "clean_utility": "available",
    "storage": "available",
    "soiled_utility": "soiled",
    "biomed_shop": "down",
}
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def second(text):
    at = datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
    assert at == int(at), f"{text} is no whole second"
    return int(at)


def midnight(day, zone):
    return int(datetime.combine(day, time(0), zone).astimezone(timezone.utc).timestamp())


def main():
    asked = json.load(sys.stdin)
    zone = ZoneInfo(asked["zone"])
    start = midnight(date.fromisoformat(asked["from"]), zone)
    end = midnight(date.fromisoformat(asked["to"]) + timedelta(days=1), zone)
    until = second(asked["until"])
    seconds = {asset: ["unknown"] * (end - start) for asset in asked["devices"]}
    heard = {asset: sorted(map(second, times)) for asset, times in asked["heard"].items()}
    for stay in asked["stays"]:
        state = STATES.get(asked["kinds"].get(stay["place"]), "unknown")
        began = second(stay["from"])
        ended = second(stay["to"]) if stay["to"] else until
        times = heard[stay["asset_id"]]
        last = times[bisect_left(times, ended) - 1]
        known = min(ended, until, end, last + asked["not_seen_after_s"])
        line = seconds[stay["asset_id"]]
        for at in range(max(began, start), known):
            line[at - start] = state

    found = {}
    for asset, line in seconds.items():
        found[asset] = {state: line.count(state) for state in
                        ("in_use", "available", "soiled", "down", "unknown")}
        found[asset]["in_service"] = len(line)
    in_use = [0] * (end - start)
    for line in seconds.values():
        for at, state in enumerate(line):
            if state == "in_use":
                in_use[at] += 1
    hourly, week = [], {}
    for hour in range(start, end, 3600):
        span = range(hour - start, min(hour - start + 3600, end - start))
        hourly.append(max(in_use[at] for at in span))
        local = datetime.fromtimestamp(hour, zone)
        assert local.minute == 0
        cell = week.setdefault(f"{DAYS[local.weekday()]} {local.hour:02}:00", [0, 0])
        cell[0] += sum(in_use[at] for at in span)
        cell[1] += len(span) * len(seconds)
    found["peak"] = max(in_use)
    found["hourly_p95"] = sorted(hourly)[ceil(0.95 * len(hourly)) - 1]
    found["week"] = week
    json.dump(found, sys.stdout)


main()
