#!/usr/bin/env python3
"""Prints one table of several results of `waymark bench --json`, as README shows it."""
import json
import sys

results = [json.load(open(path, encoding="utf-8")) for path in sys.argv[1:]]
scenarios = ("fit", "pan100", "zoom", "drag1", "sort1", "drag500", "edit_text")


def row(name, values):
    print("| " + " | ".join([name, *values]) + " |")


row("notes", [f"{result['notes']:,}".replace(",", " ") for result in results])
row("---", ["---:"] * len(results))
for scenario in scenarios:
    row(f"{scenario}: frame and submission, ms (95 %)",
        [f"{r[scenario]['cpu_ms_p50']:.3f} ({r[scenario]['cpu_ms_p95']:.2f})" for r in results])
for scenario in ("pan100", "zoom", "drag1", "edit_text"):
    row(f"{scenario}: bytes uploaded", [f"{r[scenario]['bytes_uploaded']:.0f}" for r in results])
for scenario in ("pan100", "drag1"):
    row(f"{scenario}: draw calls, allocations",
        [f"{r[scenario]['draws']:.0f}, {r[scenario]['allocations']:.0f}" for r in results])
row("layout with fit, µs a note", [f"{r['layout_us_per_note']:.0f}" for r in results])
row("open to the first complete frame, s CPU (wall)",
    [f"{r['open_ms'] / 1000:.2f} ({r['open_wall_ms'] / 1000:.2f})" for r in results])
row("load, save, ms", [f"{r['load_ms']:.0f}, {r['save_ms']:.0f}" for r in results])
row("memory, MB: own (file pages: driver; fonts, program and libraries)",
    [f"{r['rss_own_mb']:.0f} ({r['rss_driver_mb']:.0f}; {r['rss_fonts_mb'] + r['rss_code_mb']:.0f})" for r in results])
