"""A reader for tests: llrpkit's emulator, as a process of its own that a test gives orders.

usage: llrp_reader.py PORT CONTROL_PORT [stock]

llrpkit's emulator differs from real readers in three things, which are mended here unless it is
started as "stock":
- ENABLE_EVENTS_AND_REPORTS has no reply.
- DELETE_ROSPEC of 0 deletes all ROSpecs.
- A ROSpec whose start trigger is immediate starts when it is enabled, and the reader says so.

Orders are lines on CONTROL_PORT, each answered by one line:
    antenna PORT on|off    plugs an antenna in or out
    swallow MESSAGE        leaves the next message of that name unanswered
    move EPC PORT          has a tag heard by this antenna alone
    add EPC PORT           brings a tag that this antenna hears
    acks                   how many keepalives were answered
    held                   "yes" while a client is connected
    rospecs                how many ROSpecs there are
"""

import asyncio
import sys
from dataclasses import replace

from llrpkit.emulator import LLRPEmulator
from llrpkit.emulator.core import EmulatedTag
from llrpkit.protocol import enums, messages

TAGS = [
    EmulatedTag(epc=bytes.fromhex(f"3034257bf7194e4000001a{n:02x}"), antennas=(1 + n % 4,), rssi_dbm=-50.0 - n)
    for n in range(8)
]


class Emulator(LLRPEmulator):
    def __init__(self, port):
        super().__init__(port=port, tags=TAGS, reads_per_sec=50, antenna_count=4, seed=7)

    async def order(self, words):
        match words:
            case ["antenna", antenna, state]:
                await self.set_antenna_connected(int(antenna), state == "on")
                return "done"
            case ["swallow", name]:
                self.drop_next(getattr(messages, name))
                return "done"
            case ["move", epc, antenna]:
                self.tags = [
                    replace(tag, antennas=(int(antenna),)) if tag.epc == bytes.fromhex(epc) else tag
                    for tag in self.tags
                ]
                return "done"
            case ["add", epc, antenna]:
                tag = EmulatedTag(epc=bytes.fromhex(epc), antennas=(int(antenna),), rssi_dbm=-50.0)
                self.tags = [*self.tags, tag]
                return "done"
            case ["acks"]:
                return str(self.keepalive_acks)
            case ["held"]:
                return "yes" if self._writer is not None else "no"
            case ["rospecs"]:
                return str(len(self._rospecs))
        return "what?"


class Reader(Emulator):
    async def _handle_message(self, msg):
        if isinstance(msg, messages.ENABLE_EVENTS_AND_REPORTS):
            return
        if isinstance(msg, messages.DELETE_ROSPEC) and msg.ro_spec_id == 0:
            self._rospecs.clear()
            self._sync_reporting()
            reply = messages.DELETE_ROSPEC_RESPONSE(llrp_status=self._status_ok())
            await self._send(reply, message_id=msg.message_id)
            return
        await super()._handle_message(msg)
        if isinstance(msg, messages.ENABLE_ROSPEC):
            await self.start_if_immediate(msg.ro_spec_id)

    async def start_if_immediate(self, rospec_id):
        spec, state = self._rospecs.get(rospec_id, (None, ""))
        if spec is None or state != "Enabled":
            return
        trigger = spec.ro_boundary_spec.ro_spec_start_trigger.ro_spec_start_trigger_type
        if int(trigger) != int(enums.ROSpecStartTriggerType.Immediate):
            return
        self._rospecs[rospec_id] = (spec, "Active")
        await self._send_rospec_event(rospec_id, enums.ROSpecEventType.Start_Of_ROSpec)
        self._sync_reporting()


async def main():
    port, control_port = int(sys.argv[1]), int(sys.argv[2])
    stock = sys.argv[3:] == ["stock"]

    async def take_orders(lines, replies):
        while line := await lines.readline():
            replies.write((await reader.order(line.decode().split()) + "\n").encode())
            await replies.drain()
        replies.close()

    async with (Emulator if stock else Reader)(port) as reader:
        await asyncio.start_server(take_orders, "127.0.0.1", control_port)
        print("listening", flush=True)
        await asyncio.Event().wait()


asyncio.run(main())
