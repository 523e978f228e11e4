"""Counts in the published files what the lint rules should find in them, without any of our code.

Run with `python3 tests/datasets/lint/text/count-published.py $ASSAY_DATA/evals`.
"""
import json, pathlib, re, sys
from collections import Counter

root = pathlib.Path(sys.argv[1])
MARK = re.compile(r'^[ \t>*-]*\(([A-Z])\)', re.M)
OVER = re.compile(r'^[\W_]*(?:(?:answer|choice|possible|response|allowed|suggested|your|the)[ \t]+){0,2}(?:choices?|answers?|options?)[\W_]*$', re.I)
PROMPT = re.compile(r'\n[\W_]*answer[\W_]*$', re.I)
TOKEN = r'<META_START>|<META_END>|<EOT>|<BLANK>|<\|[^<>|\s]+\|>|\[/?INST\]|</?s>'
MOJIBAKE = '\u00e2\u20ac|\u00e2\u0080|\u00c2\u2019|\u00c3[\u00a0-\u00bf]'


def apart(text):
    """The question without the line over its choices, and the choices; None when letters repeat."""
    marks = list(MARK.finditer(text))
    if len({m.group(1) for m in marks}) < len(marks):
        return None
    ends = [m.start() for m in marks[1:]] + [len(text)]
    choices = [text[m.end():end] for m, end in zip(marks, ends)]
    if choices:
        choices[-1] = PROMPT.sub('', choices[-1].rstrip())
    before = text[:marks[0].start()] if marks else text
    lines = before.rstrip().split('\n')
    header = lines.pop().strip() if marks and OVER.match(lines[-1].strip()) else ''
    return '\n'.join(lines).strip(), header, [c.strip() for c in choices]


def same(choice):
    return re.sub(r'[.!… ]+$', '', ' '.join(choice.lower().split()))


def wordless(choice):
    return not re.search(r'[^\W_]|[<>=+$€|~^`]', choice)


def findings(row):
    text = row.get('question') or row.get('sentence_with_blank')
    parts = apart(text) if 'statement' not in row and 'question' in row else (text, 'none', [])
    if parts is None:
        yield 'letters repeat'
    else:
        question, header, choices = parts
        if 'statement' not in row and 'question' in row:
            question = re.sub(r'^Question:\s*', '', question)
            if header != 'Choices:':
                yield 'header'
            if len(re.findall(r"[^\W\d_][^\W_'’]*(?:['’][^\W_]*)*|\d+", question)) < 3:
                yield 'near-empty'
            if not question:
                yield 'empty'
        if len(choices) > 2:
            yield 'three or more'
        if any(map(wordless, choices)):
            yield 'wordless choice'
        if '' in choices:
            yield 'blank choice'
        if len({'' if wordless(c) and '?' not in c else same(c) for c in choices}) < len(choices):
            yield 'same choices'
        if sum(c[:1] == '*' or c[-1:] == '*' for c in choices) == 1:
            yield 'one starred'
    if re.search(TOKEN, text): yield 'token'
    if re.search(r'</?[A-Za-z!][^<>\n]*>', re.sub(TOKEN, '', text)): yield 'tag'
    if re.search(r'\S{61,}', text): yield 'long'
    if re.match(r'\s*Question:', text): yield 'Question:'
    if re.search(r'Answer:\s*\Z', text): yield 'Answer:'
    if text != text.lstrip(): yield 'leading'
    if text != text.rstrip(): yield 'trailing'
    if text != text.strip(): yield 'outer'
    if re.search('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]', text): yield 'control'
    if re.search('[\t\r]', text): yield 'tab or return'
    if re.search('[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]', text): yield 'bidi'
    if re.search('[\u00ad\u200b\u200c\u200d\u2060\ufeff]', text): yield 'invisible'
    if '\ufffd' in text: yield 'U+FFFD'
    if re.search(MOJIBAKE, text): yield 'mojibake'
    confidence = row.get('label_confidence')
    if confidence is not None and confidence < 0.6: yield 'low confidence'
    if confidence is not None and not 0.5 <= confidence < 1: yield 'impossible confidence'


counts = {}
for path in sorted(root.rglob('*.jsonl')):
    kind = path.parent.name
    counter = counts.setdefault(kind, Counter())
    for line in path.read_text(encoding='utf-8').split('\n'):
        if line.strip():
            row = json.loads(line)
            if 'question' in row or 'sentence_with_blank' in row:
                counter['items'] += 1
                counter.update(findings(row))
for kind, counter in counts.items():
    print(kind, json.dumps(dict(sorted(counter.items()))))
