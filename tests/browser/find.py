"""Finds a Chromium or Chrome for the tests; with --install, installs one where there is none.

Prints its path and exits with 0, or says in one line what to install and exits with 1.
"""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HINT = "No Chromium or Chrome found; install one (Debian, Ubuntu: sudo apt-get install chromium) or set CHROME_PATH."


def find() -> str | None:
    """The path of a browser: $CHROME_PATH, one on the PATH, or Playwright's own."""
    if chosen := os.environ.get("CHROME_PATH"):
        return shutil.which(chosen)
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    with sync_playwright() as playwright:
        return shutil.which(playwright.chromium.executable_path)


def install() -> None:
    """Tries Playwright's own browser, then, as root, the system's package; failures show in the search after it."""
    print("Installing a browser for the tests …", flush=True)
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False)
    if done.returncode and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)


def main(arguments: list[str]) -> int:
    if not find() and "--install" in arguments:
        install()
    found = find()
    print(found or HINT, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
