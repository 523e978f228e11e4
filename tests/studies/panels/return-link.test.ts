import { returnLinkFault, returnLinkOf } from '../../../server/studies/panels/return-link';

const host = 'Enter a link that starts with https:// and a host.';

it.each([
  ['', undefined],
  ['https://panel.test', undefined],
  ['https://panel.test:8443/a/{participant}?s={session}#{code}', undefined],
  ['http://panel.test/{code}', host],
  ['javascript:alert(1)//https://panel.test', host],
  ['//panel.test/{code}', host],
  ['https://{participant}.test/', host],
  ['https://panel.test{participant}/', host],
  ['https://panel.test:{code}/', host],
  ['https://panel.test@evil.test/', host],
  ['https://user:secret@panel.test/', host],
  ['https://panel.test\\@evil.test/', host],
  ['https://panel.test/a b', host],
  ['https://panel.test/\u202e', host],
  ['https:///', host],
  ['https://panel.test/{name}', 'Use no other placeholders than {participant}, {session} and {code}.'],
  ['https://panel.test/{}', 'Use no other placeholders than {participant}, {session} and {code}.'],
  ['https://HOST.sona-systems.com/x?survey_code={participant}', 'Replace HOST, ID and TOKEN by your own.'],
  ['https://a.sona-systems.com/x?credit_token=TOKEN&b=1', 'Replace HOST, ID and TOKEN by your own.'],
  [`https://panel.test/${'x'.repeat(500)}`, 'Enter a link of at most 500 characters.'],
])('says of %s: %s', (template, fault) => {
  expect(returnLinkFault(template)).toBe(fault);
});

it('fills in every value encoded, so that none of them adds a part of its own', () => {
  const values = { participant: 'a&cc=X/../#"<', session: '{code}', code: 'C 1' };
  expect(returnLinkOf('https://panel.test/p?a={participant}&s={session}&c={code}', values)).toBe(
    'https://panel.test/p?a=a%26cc%3DX%2F..%2F%23%22%3C&s=%7Bcode%7D&c=C%201',
  );
});

it('leads nowhere without a template or when a value is missing', () => {
  expect(returnLinkOf('', { code: 'C' })).toBeNull();
  expect(returnLinkOf('https://panel.test/{session}', { code: 'C', participant: 'p' })).toBeNull();
});
