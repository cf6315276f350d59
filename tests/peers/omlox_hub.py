"""An omlox hub: the WebSocket by the `websockets` package, everything else by Prism, which serves
the published description of the API.

    omlox_hub.py PORT PRISM_URL VECTORS

Plays the location of the VECTORS, and an entry into the fence that Prism knows, to whoever
subscribes; hangs up on the first who does, so that he has to come again.
"""

import asyncio
import json
import sys
import urllib.request

from websockets.asyncio.server import serve
from websockets.datastructures import Headers
from websockets.http11 import Response

PORT, PRISM, VECTORS = int(sys.argv[1]), sys.argv[2], sys.argv[3]
TOPICS = ["location_updates", "fence_events"]
GOLDEN = [json.loads(line)["json"] for line in open(VECTORS, encoding="utf-8")]


def ask_prism(path, authorization=None):
    headers = {"Accept": "application/json"}
    if authorization:
        headers["Authorization"] = authorization
    with urllib.request.urlopen(urllib.request.Request(PRISM + path, headers=headers)) as answer:
        return answer.read()


async def rest(connection, request):
    """Prism answers what is no WebSocket."""
    if request.path == "/ws/socket":
        return None
    authorization = request.headers.get("Authorization")
    print("asked", request.path, authorization, flush=True)
    body = await asyncio.to_thread(ask_prism, request.path, authorization)
    headers = Headers([
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
    ])
    return Response(200, "OK", headers, body)


visits = 0


async def visit(socket):
    global visits
    visits += 1
    is_first = visits == 1
    zone = json.loads(await asyncio.to_thread(ask_prism, "/zones/summary"))[0]
    fence = json.loads(await asyncio.to_thread(ask_prism, "/fences/summary"))[0]
    trackable = json.loads(await asyncio.to_thread(ask_prism, "/trackables/summary"))[0]
    subscriptions = 0
    async for text in socket:
        request = json.loads(text)
        print("subscribe", json.dumps(request), flush=True)
        # As in the golden request, but for its parameters.
        assert set(GOLDEN[0]) >= set(request) and request["event"] == GOLDEN[0]["event"]
        topic = request.get("topic")
        if topic not in TOPICS:
            error = {"event": "error", "code": 10001, "description": f"no topic {topic}"}
            await socket.send(json.dumps(error))
            continue
        subscriptions += 1
        granted = {"event": "subscribed", "topic": topic, "subscription_id": subscriptions}
        await socket.send(json.dumps(granted))
        if subscriptions < len(TOPICS):
            continue
        location = dict(GOLDEN[1], source=zone["id"])
        degrees = dict(
            location, crs="EPSG:4326", provider_id="uwb-tag-7", accuracy=2.0,
            position={"type": "Point", "coordinates": zone["ground_control_points"][4]},
        )
        entry = {
            "id": "8d9c1a52-5f65-4b39-9d9e-0ad1a2f0bd6c", "fence_id": fence["id"],
            "event_type": "region_entry", "trackable_id": trackable["id"],
        }
        for topic, payload in [("location_updates", [location, degrees]), ("fence_events", [entry])]:
            message = {
                "event": "message", "topic": topic, "subscription_id": 1, "payload": payload,
            }
            await socket.send(json.dumps(message))
        if is_first:
            await socket.close(1001, "restarting")
            return


async def main():
    async with serve(visit, "127.0.0.1", PORT, process_request=rest):
        print("listening", flush=True)
        await asyncio.Future()


asyncio.run(main())
