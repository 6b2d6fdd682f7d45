"""Builds a wheel with the C compiler alone, so that no other package is needed for it."""
import os
import subprocess
import sysconfig
import zipfile

NAME, VERSION = "drovernative", "1.0"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    with open("answer.c", "w") as source:
        source.write("int answer(void) { return 42; }\n")
    subprocess.check_call(["cc", "-shared", "-fPIC", "-o", "answer.so", "answer.c"])
    tag = "py3-none-linux_" + os.uname().machine
    file = "%s-%s-%s.whl" % (NAME, VERSION, tag)
    info = "%s-%s.dist-info/" % (NAME, VERSION)
    with zipfile.ZipFile(os.path.join(wheel_directory, file), "w") as wheel:
        wheel.write("answer.so", "drovernative_answer.so")
        wheel.writestr(
            NAME + ".py",
            "import ctypes, os\n"
            "answer = ctypes.CDLL(os.path.join(os.path.dirname(__file__), 'drovernative_answer.so')).answer\n",
        )
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: %s\nVersion: %s\n" % (NAME, VERSION))
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: %s\n" % tag)
        wheel.writestr(info + "RECORD", "")
    return file
