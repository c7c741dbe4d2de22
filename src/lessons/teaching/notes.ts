// The speaker's notes under the slides, for each slide that needs one.
import { keyOf, type Slide } from '../slides.ts'
import { LATER_NOTES } from './later-notes.ts'
import type { LessonNotes } from './lesson-notes.ts'

/** By the lesson's identifier. */
export const NOTES: Readonly<Record<string, LessonNotes>> = {
  'why-a-token': {
    title: 'Ask first: at the hundredth click, how does a server know who is clicking?',
    know: [
      'Show a request in the browser’s own tools if you can. Everything else is about one line of it.',
      'Decode the base64 on the spot, because anyone can. The cost is hashing with each request, which is slow on purpose.',
      'The point is the table. A hundred servers share one table.',
      'A token moves the table into the text. What does that cost? Leave the question open until the lesson on signing out.',
      'Stress this, or the class goes home with “always use tokens”.',
    ],
    task: 'Let the class choose the order of the three ways.',
    moves: {
      1: 'Point at the field in the middle lane. It contains the name and the password.',
      4: 'One lookup. Drag the servers now.',
      7: 'No lookup. Drag again: the number stays 0.',
    },
    remember: 'Ask them about an application that they know: session or token?',
  },
  'three-parts': {
    title: 'Two dots, three parts. If there is a board, write a token on it.',
    know: [
      'The ticket is a good comparison, with one flaw: you can tear a ticket up, but not a token.',
      'Point at each claim and read it as a sentence: “this is about Fernando”.',
      'Base64url is only another way to write the same bytes. The next lesson undoes it.',
      'Draw a box around the first two segments and the dot between them.',
      'Don’t say “encrypted”. Say “a checksum that only someone with the secret can compute”.',
      'This is why tools that reformat JSON break tokens.',
    ],
    task: 'Let the class dictate. A wrong order teaches more than the right one.',
    moves: {
      1: 'Two things change at once: the payload segment and the signature.',
      6: 'Ask: which of the three pieces couldn’t you have made without the secret?',
      7: 'Before you press, ask how many of the 256 bits change. About half do.',
    },
    remember: 'Ask someone to name the three parts without looking.',
  },
  'anyone-can-read': {
    title: 'Ask who thinks that a token is secret. Count the hands now, and again at the end.',
    know: [
      'Write down two words: integrity and confidentiality.',
      'Collect places where tokens end up. Logs usually come last, so wait for them.',
      'Don’t explain the claims here. The next lesson does.',
    ],
    task: 'You need one volunteer and two presses.',
    moves: {
      1: 'Point out that nothing asked for a key.',
      2: 'Put `hello world!` into “Segment” as well. The note says which characters aren’t in the alphabet.',
      3: 'Every check passes. Reading leaves no trace.',
    },
    remember: 'Count the hands again.',
  },
  'signing-in': {
    title: 'From here on, the token replaces the password.',
    know: [
      'Two tokens come back. The second one is for the lesson on refresh tokens.',
      'Say what `Bearer` means: anyone who carries it. A URL ends up in histories and logs, so the token goes into a header field.',
      'Draw 401 and 403 as two doors: “Who are you?” and “Are you allowed?”',
      'A wrong password comes before any token, so it is neither of the two.',
      'Read the claims aloud, each as a sentence. They come back in every lesson.',
    ],
    task: 'Begin with the failure, without a token.',
    moves: {
      1: 'The answer is 401 with a challenge. The server says how to do better.',
      4: 'Two things came back: a token in the body, and a cookie.',
      6: 'There are eight checks. Read their titles; the rest of the course is about them.',
    },
    remember: 'Do a quick round. What happens with a wrong password? Without a token? With a good token but without the right?',
  },
  'make-yourself-admin': {
    title: 'Everyone has this question: can’t I just change it?',
    know: [
      'The server has no copy to compare with. That surprises people.',
      'The order makes it secure. An unverified claim is never read.',
      'Checks in the client are for convenience. A hidden button keeps no one out.',
    ],
    task: 'Everyone guesses before you send. Write the numbers down.',
    moves: {
      2: '403: the server believes the token and refuses anyway.',
      3: 'Only the middle segment changes. Point out that the third doesn’t.',
      4: '401. Compare the two signatures, character by character. Who could have made the other one?',
    },
    remember: 'Go back to the numbers on the board.',
  },
  'two-kinds-of-keys': {
    title: 'A second team wants to check our tokens. What do we give them?',
    know: [
      'Everyone who checks can sign. Let that sink in before the next slide.',
      'The private key signs, the public key checks. RS256 is for old libraries, ES256 for short tokens.',
      'PEM and JWK are two ways to write the same numbers.',
      'The signature says who made the token. `aud` says who it is for.',
    ],
    task: 'Do HS256 first, then one key pair. Skip RS256 if time is short.',
    moves: {
      2: 'The signature is good, but this is the wrong API.',
      6: 'Payslips has just paid itself.',
      10: 'With the public key it can’t.',
    },
    remember: 'Ask: which kind does your company use, and who can sign?',
  },
  'leaked-secret': {
    title: 'An attacker guesses on their own machine. No one notices.',
    know: [
      'Each guess is one HMAC. A laptop does millions per second.',
      'After a leak, make one change, and everyone signs in again.',
      'Publish, sign, retire, in this order and with a pause after each step.',
      'This is what key sets are for.',
    ],
    task: 'There are two halves: first the attacker, then the people who run the API.',
    moves: {
      1: 'The secret is in the word list. So are most secrets from tutorials.',
      7: 'Watch the number of years. A browser makes far fewer guesses than an attacker’s hardware.',
      10: 'The forgery stopped working when its key was removed.',
      15: 'Both keys are accepted now. No one noticed anything.',
      18: 'The last trace of the secret is gone.',
    },
    remember: 'Ask how they would find out that a secret has leaked. There is no good answer.',
  },
  ...LATER_NOTES,
}

/** The note for a slide; undefined if there is none. */
export function noteTo(lesson: string, slide: Slide): string | undefined {
  const notes = Object.hasOwn(NOTES, lesson) ? NOTES[lesson] : undefined
  if (!notes) return undefined
  if (slide.kind === 'know') return notes.know[slide.index]
  if (slide.kind === 'stage') return slide.moves === 0 ? notes.task : notes.moves?.[slide.moves]
  return slide.kind === 'question' ? undefined : notes[keyOf(slide) as 'title' | 'remember']
}
