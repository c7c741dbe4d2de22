// Checks what is tried for a secret’s text, in which order, and what the button would put in the key box.
import { describe, expect, it } from 'vitest'
import { hs } from '../made-with-node.fixture.ts'
import { triedBy } from '../tried.fixture.ts'

const TOKEN = hs('x')

describe('tries for the text of a secret', () => {
  it.each<[string, string, string[]]>([
    ['secret-lacks-newline', 'a', ['likely lf: ‹a\n› → utf8 (Secret)', 'crlf: ‹a\r\n› → utf8 (Secret)', 'space: ‹a › → utf8 (Secret)']],
    [
      'secret-has-whitespace',
      ' a.\r\n\r\nb.  c.\t\r\n',
      [
        'likely line break at its end: ‹ a.\r\n\r\nb.  c.› → utf8 (Secret)',
        'likely space at its start: ‹a.\r\n\r\nb.  c.\t\r\n› → utf8 (Secret)',
        'likely spaces around it: ‹a.\r\n\r\nb.  c.› → utf8 (Secret)',
        'likely line break at its end: ‹ a.\r\n\r\nb.  c.\t› → utf8 (Secret)',
        'likely carriage returns (CRLF for LF): ‹ a.\n\nb.  c.\t\n› → utf8 (Secret)',
        'likely line breaks in it: ‹ a.b.  c.\t› → utf8 (Secret)',
        'likely spaces in it: ‹a.b.c.› → utf8 (Secret)',
      ],
    ],
    [
      'secret-has-whitespace',
      'a.b ',
      [
        'likely space at its end: ‹a.b› → utf8 (Secret)',
        'likely spaces around it: ‹a.b› → utf8 (Secret)',
        'likely spaces in it: ‹a.b› → utf8 (Secret)',
      ],
    ],
    [
      'secret-has-whitespace',
      'a.\r',
      [
        'likely line break at its end: ‹a.› → utf8 (Secret)',
        'likely spaces around it: ‹a.› → utf8 (Secret)',
        'likely line breaks in it: ‹a.› → utf8 (Secret)',
        'likely spaces in it: ‹a.› → utf8 (Secret)',
      ],
    ],
    ['secret-has-whitespace', 'a', []],
    [
      'secret-needs-quotes',
      ' a',
      [
        'likely double quotes: ‹"a"› → utf8 (Secret)',
        'double quotes: ‹" a"\n› → utf8 (Secret)',
        "likely single quotes: ‹'a'› → utf8 (Secret)",
        "single quotes: ‹' a'\n› → utf8 (Secret)",
        'likely backticks: ‹`a`› → utf8 (Secret)',
        'backticks: ‹` a`\n› → utf8 (Secret)',
      ],
    ],
    [
      'secret-has-wrapping',
      'export  JWT_SECRET = "‘a.c’;"',
      [
        'likely the part after “JWT_SECRET”: ‹"‘a.c’;"› → utf8 (Secret)',
        'likely the part inside the quotes: ‹‘a.c’;› → utf8 (Secret)',
        'likely the part inside the quotes: ‹a.c› → utf8 (Secret)',
      ],
    ],
    [
      'secret-has-wrapping',
      'set a=b,',
      ['likely the part after “a”: ‹b,› → utf8 (Secret)', 'likely the part before the “,” at its end: ‹b› → utf8 (Secret)'],
    ],
    [
      'secret-has-wrapping',
      'set a=bcd,',
      [
        'likely the part after “a”: ‹bcd,› → utf8 (Secret)',
        'likely the part before the “,” at its end: ‹bcd› → utf8 (Secret)',
        'the part before the “,” at its end, base64url: 6dc7 → base64url bcd (Secret)',
        'the part before the “,” at its end, base64: 6dc7 → base64 bcd (Secret)',
      ],
    ],
    ['secret-has-wrapping', '$env:A_1.b-c : x', ['likely the part after “A_1.b-c”: ‹x› → utf8 (Secret)']],
    [
      'secret-has-wrapping',
      '{"n":1,"secret":"s=t"}',
      ['likely the member “secret” of it: ‹s=t› → utf8 (Secret)', 'likely the part after “s”: ‹t› → utf8 (Secret)'],
    ],
    ['secret-has-wrapping', '-e "A"=1', ['likely the part after “A”: ‹1› → utf8 (Secret)']],
    ['secret-has-wrapping', '--key=1', ['likely the part after “key”: ‹1› → utf8 (Secret)']],
    [
      'secret-has-wrapping',
      'base64:aGVsbG8gd29ybGQ=',
      [
        'likely the part after “base64:”: ‹aGVsbG8gd29ybGQ=› → utf8 (Secret)',
        'the part after “base64:”, base64url: ‹hello world› → base64url aGVsbG8gd29ybGQ= (Secret)',
        'the part after “base64:”, base64: ‹hello world› → base64 aGVsbG8gd29ybGQ= (Secret)',
      ],
    ],
    ['secret-has-wrapping', 'a.b=""', ['likely the part after “a.b”: ‹""› → utf8 (Secret)']],
    ['secret-has-wrapping', '<a>;', ['likely the part inside the quotes: ‹a› → utf8 (Secret)']],
    ['secret-has-wrapping', '{"k":1}', []],
    ['secret-has-wrapping', '{"x":"y"}', []],
    ['secret-has-wrapping', '`a`,', ['likely the part inside the quotes: ‹a› → utf8 (Secret)']],
    [
      'secret-has-wrapping',
      'a=b=c=d=e=f',
      [
        'likely the part after “a”: ‹b=c=d=e=f› → utf8 (Secret)',
        'likely the part after “b”: ‹c=d=e=f› → utf8 (Secret)',
        'likely the part after “c”: ‹d=e=f› → utf8 (Secret)',
        'likely the part after “d”: ‹e=f› → utf8 (Secret)',
      ],
    ],
    ['secret-has-wrapping', '"a\'', []],
    ['secret-has-wrapping', '1a=b', []],
    ['secret-has-wrapping', 'a.b', []],
    ['secret-has-wrapping', 'xset a=b', []],
    ['secret-has-wrapping', '!"a"', []],
    ['secret-has-wrapping', '"a"!', []],
    ['secret-has-wrapping', '“a”, b', []],
  ])('%s of %j', async (cause, key, tried) => expect(await triedBy(cause, TOKEN, key)).toEqual(tried))
})

describe('tries for a secret that something rewrote', () => {
  it.each<[string, string, string[]]>([
    [
      'secret-typographic',
      '‚1′ „2″ «3» –4—5\u20096\u200b7… １',
      [
        'straight quotes; yours are typographic: ‹\'1\' "2" "3" –4—5\u20096\u200b7… １› → utf8 (Secret)',
        'plain hyphens; yours are typographic dashes: ‹‚1′ „2″ «3» -4-5\u20096\u200b7… １› → utf8 (Secret)',
        'two hyphens where yours has one dash: ‹‚1′ „2″ «3» -4--5\u20096\u200b7… １› → utf8 (Secret)',
        'plain spaces; yours has U+201A: ‹‚1′ „2″ «3» –4—5 6\u200b7… １› → utf8 (Secret)',
        'no invisible characters; yours has U+201A: ‹‚1′ „2″ «3» –4—5\u200967… １› → utf8 (Secret)',
        'plain characters; yours are typographic: ‹\'1\' "2" "3" -4-5 67... １› → utf8 (Secret)',
        'plain characters; yours are of another width or style: ‹\'1\' "2" "3" -4-5 67... 1› → utf8 (Secret)',
      ],
    ],
    [
      'secret-typographic',
      '1\u00a0',
      [
        'plain spaces; yours has U+00A0: ‹1 › → utf8 (Secret)',
        'plain characters; yours are typographic: ‹1 › → utf8 (Secret)',
        'plain characters; yours are of another width or style: ‹1 › → utf8 (Secret)',
      ],
    ],
    [
      'secret-typographic',
      '1\u00ad',
      [
        'no invisible characters; yours has U+00AD: ‹1› → utf8 (Secret)',
        'plain characters; yours are typographic: ‹1› → utf8 (Secret)',
        'plain characters; yours are of another width or style: ‹1› → utf8 (Secret)',
      ],
    ],
    [
      'secret-typographic',
      'x_ab-c 1',
      [
        'another case: ‹X_AB-C 1› → utf8 (Secret)',
        'another case: ‹X_Ab-C 1› → utf8 (Secret)',
        '“X” as its character 1; yours has “x”: ‹X_ab-c 1› → utf8 (Secret)',
        '“A” as its character 3; yours has “a”: ‹x_Ab-c 1› → utf8 (Secret)',
        '“B” as its character 4; yours has “b”: ‹x_aB-c 1› → utf8 (Secret)',
        '“C” as its character 6; yours has “c”: ‹x_ab-C 1› → utf8 (Secret)',
      ],
    ],
    [
      'secret-typographic',
      'AB',
      [
        'another case: ‹ab› → utf8 (Secret)',
        '“a” as its character 1; yours has “A”: ‹aB› → utf8 (Secret)',
        '“b” as its character 2; yours has “B”: ‹Ab› → utf8 (Secret)',
      ],
    ],
    [
      'secret-typographic',
      `ß${'1'.repeat(79)}`,
      [
        'another case: ‹SS1111111111111111111111111111111111111111111111111111111111111111111111111111111› → utf8 (Secret)',
        'another case: ‹SS1111111111111111111111111111111111111111111111111111111111111111111111111111111› → utf8 (Secret)',
      ],
    ],
    [
      'secret-typographic',
      `a${'1'.repeat(80)}`,
      [
        'another case: ‹A11111111111111111111111111111111111111111111111111111111111111111111111111111111› → utf8 (Secret)',
        'another case: ‹A11111111111111111111111111111111111111111111111111111111111111111111111111111111› → utf8 (Secret)',
      ],
    ],
    [
      'secret-escaped',
      'a%2B+b c',
      [
        'with its percent escapes undone (%2B is +): ‹a++b c› → utf8 (Secret)',
        'as a form field: percent escapes undone, + as a space: ‹a+ b c› → utf8 (Secret)',
        'with + where yours has spaces: ‹a%2B+b+c› → utf8 (Secret)',
        'with percent escapes in it: ‹a%252B%2Bb%20c› → utf8 (Secret)',
      ],
    ],
    [
      'secret-escaped',
      'a\\n\\x41\\u00e9\\"\\q&#65;&#x42;&LT;&#x110000;',
      [
        'with its backslash escapes undone: ‹a\nAé"q&#65;&#x42;&LT;&#x110000;› → utf8 (Secret)',
        'without the backslashes before quotes and dollar signs: ‹a\\n\\x41\\u00e9"\\q&#65;&#x42;&LT;&#x110000;› → utf8 (Secret)',
        'with its HTML escapes undone (&amp; is &): ‹a\\n\\x41\\u00e9\\"\\qAB<&#x110000;› → utf8 (Secret)',
        'only up to the #: env files treat the rest as a comment: ‹a\\n\\x41\\u00e9\\"\\q&› → utf8 (Secret)',
        'with percent escapes in it: ‹a%5Cn%5Cx41%5Cu00e9%5C%22%5Cq%26%2365%3B%26%23x42%3B%26LT%3B%26%23x110000%3B› → utf8 (Secret)',
        'with backslash escapes in it, as JSON writes it: ‹a\\\\n\\\\x41\\\\u00e9\\\\\\"\\\\q&#65;&#x42;&LT;&#x110000;› → utf8 (Secret)',
        'with HTML escapes in it: ‹a\\n\\x41\\u00e9\\&quot;\\q&amp;#65;&amp;#x42;&amp;LT;&amp;#x110000;› → utf8 (Secret)',
      ],
    ],
    [
      'secret-escaped',
      '$$a ${B}c$d  #e',
      [
        'with + where yours has spaces: ‹$$a+${B}c$d++#e› → utf8 (Secret)',
        'with $ where yours has $$, as Docker Compose reads it: ‹$a ${B}c$d  #e› → utf8 (Secret)',
        'as a shell reads it in double quotes: $ and the word after it replaced by nothing: ‹$ c  #e› → utf8 (Secret)',
        'only up to the #: env files treat the rest as a comment: ‹$$a ${B}c$d› → utf8 (Secret)',
        'with percent escapes in it: ‹%24%24a%20%24%7BB%7Dc%24d%20%20%23e› → utf8 (Secret)',
      ],
    ],
    ['secret-escaped', '%', ['with percent escapes in it: ‹%25› → utf8 (Secret)']],
    [
      'secret-escaped',
      '"<&>"',
      [
        'with percent escapes in it: ‹%22%3C%26%3E%22› → utf8 (Secret)',
        'with backslash escapes in it, as JSON writes it: ‹\\"<&>\\"› → utf8 (Secret)',
        'with HTML escapes in it: ‹&quot;&lt;&amp;&gt;&quot;› → utf8 (Secret)',
      ],
    ],
    [
      'secret-escaped',
      '\\',
      ['with percent escapes in it: ‹%5C› → utf8 (Secret)', 'with backslash escapes in it, as JSON writes it: ‹\\\\› → utf8 (Secret)'],
    ],
    ['secret-escaped', 'a', []],
    ['secret-escaped', '$a', ['with percent escapes in it: ‹%24a› → utf8 (Secret)']],
  ])('%s of %j', async (cause, key, tried) => expect(await triedBy(cause, TOKEN, key)).toEqual(tried))
})
