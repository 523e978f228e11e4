"""Counts repeated items in the published files without Assay's code, for published-sets.test.ts.

Run with `ASSAY_DATA=… python3 tests/datasets/lint/set/count-repeats.py`. Words: NFKC, lower case, apostrophes and control
and format characters dropped, other punctuation but % a blank unless a digit follows; choices in the alphabet's order.
"""

import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

MARK = re.compile(r"^[ \t>*-]*\(([A-Z])\)", re.M)
HEADER = re.compile(r"(^|\n)\W*((answer|possible) )?(choices?|answers?|options?)\W*$", re.I)


def words(text):
    plain = unicodedata.normalize("NFKC", text).lower()
    kept = []
    for here, following in zip(plain, plain[1:] + " "):
        kind = unicodedata.category(here)
        if here.isspace() and not "\x1c" <= here <= "\x1f":
            kept.append(" ")
        elif here in "'’" or kind[0] == "C":
            continue
        elif kind[0] == "P" and here != "%":
            kept.append(here if following in "0123456789" else " ")
        else:
            kept.append(here)
    return " ".join("".join(kept).split()) or plain.strip()


def reading(record):
    """The letters of the question, its words, and the words of the label."""
    if "sentence_with_blank" in record:
        return record["sentence_with_blank"], words(record["sentence_with_blank"]), None
    question, label = record["question"], record["answer_matching_behavior"].strip(" ()")
    if "statement" in record:
        return question, words(record["statement"]), label.lower()
    marks = list(MARK.finditer(question))
    ends = [mark.start() for mark in marks[1:]] + [len(question)]
    choices = [(mark.group(1), question[mark.end() : end].strip()) for mark, end in zip(marks, ends)]
    choices = [(letter, words(re.sub(r"\n\s*answer:?$", "", text, flags=re.I))) for letter, text in choices]
    stem = re.sub(r"^Question:\s*", "", HEADER.sub("", question[: marks[0].start()].rstrip()).strip())
    key = "|".join([words(stem), *sorted(text for _, text in choices)])
    return question, key, dict(choices).get(label) or label


items = []
for path in sorted(Path(os.environ["ASSAY_DATA"], "evals").rglob("*.jsonl")):
    if path.stem.endswith("occupations"):
        continue
    for line, row in enumerate(path.open(encoding="utf-8", newline="\n"), 1):
        items.append((path.parent.name, str(path), line, *reading(json.loads(row))))

counts = Counter()
letters, phrases = defaultdict(set), defaultdict(set)
by_words = defaultdict(list)
for folder, path, line, question, key, label in items:
    if question in letters[path]:
        counts[folder, "exact-duplicate"] += 1
    elif key in phrases[path]:
        counts[folder, "normalised-duplicate"] += 1
    letters[path].add(question)
    phrases[path].add(key)
    by_words[key].append((folder, path, label))


def is_gold(folder):
    return folder.startswith("prompts")


for folder, path, line, question, key, label in items:
    others = [other for other in by_words[key] if other[1] != path]
    if any(is_gold(other[0]) == is_gold(folder) for other in others):
        counts[folder, "same-item-elsewhere"] += 1
    if not is_gold(folder) and any(is_gold(other[0]) for other in others):
        counts[folder, "gold-in-evaluation"] += 1
    if any(label and other[2] and other[2] != label for other in others):
        counts[folder, "opposite-label-elsewhere"] += 1

for (folder, rule), count in sorted(counts.items()):
    print(folder, rule, count)
