"""Kills real workers with -9: ``python -m tests.killing MOMENT…``, each at a moment of its own.

A moment like ``7`` is just before the worker's seventh statement to the database, ``+7`` just before the seventh with
a task in hand, ``0.3s`` that many seconds after it began. Then one more worker does what is left.
"""

import os
import signal
import sys
import time

import django

SIGN_EVERY, GONE_AFTER = 0.2, 0.8
PATIENCE = 30  # seconds: the moment never came
NEVER = 10**6


def main(moments: list[str]) -> None:
    django.setup()
    from scrutiny.work import queue

    # How often a task is tried, and how long it waits, is not what is tested here.
    queue.MOST_TRIES, queue.PAUSE = 100, 0
    for moment in moments:
        kill_one(moment)
        time.sleep(GONE_AFTER / 4)
    worker(until_empty=True).run()


def worker(**options):
    from scrutiny.work.worker import Worker

    return Worker(sign_every=SIGN_EVERY, gone_after=GONE_AFTER, **options)


def kill_one(moment: str) -> None:
    child = os.fork()
    if child == 0:
        begin(moment)
    if moment.endswith("s"):
        time.sleep(float(moment[:-1]))
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, f"worker {moment} ended by itself: {status}"


def begin(moment: str) -> None:
    from django.db import connection

    from scrutiny.work import queue

    left = NEVER if moment.endswith("s") else int(moment)
    in_hand = not moment.startswith("+")
    perform = queue.perform

    def take_in_hand(row):
        nonlocal in_hand
        in_hand = True
        perform(row)

    def count(execute, sql, params, many, context):
        nonlocal left
        left -= in_hand
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    queue.perform = take_in_hand
    signal.alarm(PATIENCE)
    with connection.execute_wrapper(count):
        worker().run()
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
