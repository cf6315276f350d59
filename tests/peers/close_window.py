"""Asks the window of a process to close, as a window manager does when its cross is clicked.

usage: close_window.py PID [TITLE]

With a title, only windows that have it are asked. Prints "asked", or fails while the process has no window.
"""

import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_uint, c_ulong, c_void_p

CLIENT_MESSAGE = 33
ANY_PROPERTY_TYPE = 0


class ClientMessage(ctypes.Structure):
    """XClientMessageEvent, as large as any XEvent."""

    _fields_ = [
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message_type", c_ulong),
        ("format", c_int),
        ("data", c_long * 5),
        ("pad", c_long * 24),
    ]


x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = c_void_p
x11.XOpenDisplay.argtypes = [c_char_p]
x11.XDefaultRootWindow.restype = c_ulong
x11.XDefaultRootWindow.argtypes = [c_void_p]
x11.XInternAtom.restype = c_ulong
x11.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
x11.XQueryTree.argtypes = [
    c_void_p, c_ulong, POINTER(c_ulong), POINTER(c_ulong), POINTER(POINTER(c_ulong)), POINTER(c_uint),
]
x11.XGetWindowProperty.argtypes = [
    c_void_p, c_ulong, c_ulong, c_long, c_long, c_int, c_ulong, POINTER(c_ulong), POINTER(c_int),
    POINTER(c_ulong), POINTER(c_ulong), POINTER(POINTER(c_ubyte)),
]
x11.XSendEvent.argtypes = [c_void_p, c_ulong, c_int, c_long, POINTER(ClientMessage)]
x11.XSync.argtypes = [c_void_p, c_int]
x11.XFetchName.argtypes = [c_void_p, c_ulong, POINTER(c_char_p)]

display = x11.XOpenDisplay(None)


def atom(name):
    return x11.XInternAtom(display, name, 0)


def property_of(window, name):
    """The first number of a property; None where the window has none."""
    kind, form, count, rest = c_ulong(), c_int(), c_ulong(), c_ulong()
    data = POINTER(c_ubyte)()
    x11.XGetWindowProperty(
        display, window, atom(name), 0, 1, 0, ANY_PROPERTY_TYPE,
        byref(kind), byref(form), byref(count), byref(rest), byref(data),
    )
    return ctypes.cast(data, POINTER(c_ulong))[0] if count.value else None


def children(window):
    root, parent, count = c_ulong(), c_ulong(), c_uint()
    windows = POINTER(c_ulong)()
    x11.XQueryTree(display, window, byref(root), byref(parent), byref(windows), byref(count))
    return [windows[n] for n in range(count.value)]


def is_wanted(window):
    if len(sys.argv) < 3:
        return True
    title = c_char_p()
    x11.XFetchName(display, window, byref(title))
    return title.value == sys.argv[2].encode()


def ask(window):
    message = ClientMessage(type=CLIENT_MESSAGE, window=window, message_type=atom(b"WM_PROTOCOLS"), format=32)
    message.data[0] = atom(b"WM_DELETE_WINDOW")
    x11.XSendEvent(display, window, 0, 0, byref(message))
    x11.XSync(display, 0)


windows = [
    window
    for window in children(x11.XDefaultRootWindow(display))
    if property_of(window, b"_NET_WM_PID") == int(sys.argv[1])
    and property_of(window, b"WM_PROTOCOLS") is not None
    and property_of(window, b"WM_NORMAL_HINTS") is not None
    and is_wanted(window)
]
for window in windows:
    ask(window)
print("asked" if windows else "no window")
sys.exit(0 if windows else 1)
