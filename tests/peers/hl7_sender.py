"""An interface engine: sends location reports by the `hl7` package and waits for each answer.

    hl7_sender.py PORT ID…

Prints what each is answered, as `ID CODE TEXT`.
"""

import asyncio
import sys

import hl7
from hl7.mllp import open_hl7_connection


def report(control_id):
    return hl7.parse("\r".join([
        f"MSH|^~\\&|RTLS|MAIN|TW|GH|20260105060000-0600||ORU^R01^ORU_R01|{control_id}|P|2.6",
        "OBR|1||||||20260105055959-0600",
        f"OBX|1|PL|||ICU^317^1^HOSP|||||||||||||PUMP-{control_id}^^0614141.5678^GIAI",
    ]) + "\r")


async def main():
    reader, writer = await open_hl7_connection("127.0.0.1", int(sys.argv[1]), encoding="utf-8")
    for control_id in sys.argv[2:]:
        writer.writemessage(report(control_id))
        await writer.drain()
        answer = await reader.readmessage()
        acknowledged = answer.segment("MSA")
        assert str(answer.segment("MSH")[9]) == "ACK^R01^ACK", answer
        assert answer.segment("MSH")[5][0] == "RTLS", answer
        code, of = str(acknowledged[1]), str(acknowledged[2])
        assert of == control_id, answer
        print(control_id, code, str(acknowledged[3]), flush=True)
    writer.close()


asyncio.run(main())
