// What is promised and what is not, in the words of SECURITY.md; a test holds the two together.

export const PROMISED = 'The page that holds your token sends nothing by itself, and your browser enforces it.'

export const PROMISES: readonly { readonly promise: string; readonly held: string }[] = [
  {
    promise: 'The page itself sends nothing',
    held: "A Content Security Policy, first in its head: `default-src 'none'`, `connect-src 'none'`, scripts only from its own files, Trusted Types. It doesn’t depend on any header that the host sends",
  },
  {
    promise: 'Keys are fetched only when you say so, from the URL you see',
    held: 'A separate small page in a sandboxed frame, made on a click and removed afterwards. It gets the URL and nothing else; it asks without cookies, without a referrer, without following redirects, for at most 10 seconds and 1 MB, and hands back `issuer`, `jwks_uri` and `keys`, or the certificates of a PEM file',
  },
  {
    promise: 'Nothing is stored',
    held: 'No cookies, no storage, no history entry; the offline cache holds the page’s own files only. Closing the tab forgets everything',
  },
  {
    promise: 'No third parties',
    held: 'No analytics, no fonts or scripts from elsewhere. The built files contain no URL except those in a short list of documentation links, and a check enforces that list',
  },
  {
    promise: 'HTML in a token never runs',
    held: 'Tokens, keys and file names are shown as text. Trusted Types makes the browser refuse anything else',
  },
  {
    promise: 'Text from a token never looks like the page’s own',
    held: 'In a sentence, names and values from a token are quoted, isolated and cut to 40 characters, and invisible characters are spelled out',
  },
  {
    promise: 'Every verdict says what it is based on',
    held: 'The origin of each key and expectation is shown beside it. A key from a link, from the same text as the token, or from the token itself is never called yours, and never earns “Good”',
  },
  {
    promise: '“Good” needs exactly one reading',
    held: 'A token that two libraries could read as two tokens is malformed: it is never called valid, and never decrypted',
  },
  {
    promise: 'Nothing you paste freezes the page',
    held: 'A token may have up to 5 MB, and a key up to 256 kB. All costly work on a token shares one budget, and stops when you type again',
  },
  {
    promise: 'Works offline',
    held: 'After the first visit everything but key fetching works without a network, from a cache of the built files',
  },
]

export const OPEN =
  '“The page itself sends nothing” doesn’t mean “nothing can”. Code that an attacker managed to run inside the page could still navigate away or open a window with data in the address, use WebRTC or a preconnect, or borrow a same-origin frame. That is why the page uses Trusted Types, loads no code from elsewhere at run time, and has few dependencies.'

export const COPY_OPEN =
  'In the kept copy, code that runs in the sealed frame finds none of these ways open. What it could still do needs you: offer a file that you save, or have a documentation page from a fixed list opened when you click. Outside stay what you do with a file, extensions, timing, and a hostile browser.'

export const OUTSIDE: readonly string[] = [
  'browser extensions, which can read every page',
  'the clipboard, and anything else on the machine that reads it',
  'the host’s account: anyone who can replace the files can replace the promises. Host your own copy if that matters',
  'a person who approves a bad URL: a host name can itself contain data, so the page points out one that looks encoded',
]
