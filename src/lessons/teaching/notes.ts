// What a speaker reads under the slides: one note for each slide of each lesson that needs words of its own.
import { keyOf, type Slide } from '../slides.ts'
import { LATER_NOTES } from './later-notes.ts'
import type { LessonNotes } from './lesson-notes.ts'

/** By the lesson's identifier. */
export const NOTES: Readonly<Record<string, LessonNotes>> = {
  'why-a-token': {
    title: 'Ask first: how does a server know at the hundredth click who is clicking?',
    know: [
      'Show one request in the browser’s own tools if you can. Everything else is about one line of it.',
      'Decode the base64 on the spot: anyone can. The price is hashing at each request, slow on purpose.',
      'The table is the point. A hundred servers, one table.',
      'The token moves the table into the text. What does it cost? Leave that open until signing out.',
      'Say this loudly, or the class goes home with “always tokens”.',
    ],
    task: 'Let the class choose the order of the three ways.',
    moves: {
      1: 'Point at the field in the middle lane: name and password go along.',
      4: 'One lookup. Drag the servers now.',
      7: 'No lookup. Drag again: the number stays 0.',
    },
    remember: 'Ask for one application of their own: session or token?',
  },
  'three-parts': {
    title: 'Two dots, three parts. Write one on the board if you have a board.',
    know: [
      'The ticket is a good picture, with one flaw: a ticket can be torn, a token can’t.',
      'Point at each claim and read it as a sentence: “this is about Fernando”.',
      'Not “encrypted”. Say “a checksum that only the holder of the secret can compute”.',
      'This is why tools that reformat JSON break tokens.',
    ],
    task: 'Let the class dictate. A wrong order teaches more than a right one.',
    moves: {
      1: 'Two things change at once: the payload segment and the signature.',
      6: 'Ask: which of the three pieces could you not have made without the secret?',
      7: 'Ask before you press: how many of 256 bits change? About half.',
    },
    remember: 'Have someone say the three parts without looking.',
  },
  'anyone-can-read': {
    title: 'Ask who believes that a token is secret. Count hands, and again at the end.',
    know: [
      'Two words to write down: integrity, confidentiality.',
      'Collect places where tokens lie around. Logs come late; wait for them.',
      'Don’t explain the claims here, the next lesson does.',
    ],
    task: 'One volunteer, two presses.',
    moves: {
      1: 'No key was asked for. Say so.',
      2: 'Put `hello world!` into “Segment” as well: it says which characters aren’t in the alphabet.',
      3: 'Every check passes. Reading leaves no trace.',
    },
    remember: 'Count the hands again.',
  },
  'signing-in': {
    title: 'From here on the token does the talking.',
    know: [
      'Say what `Bearer` means in words: whoever carries it.',
      'A URL lands in histories and logs. That is why the token goes into a header field.',
      'Draw 401 and 403 as two doors: who are you, and may you.',
      'Read the claims aloud, each as a sentence. They come back in every lesson.',
    ],
    task: 'Begin with the failure: no token.',
    moves: {
      1: '401 with a challenge: the server says how to do better.',
      4: 'Two things came back: a token in the body, a cookie beside it.',
      6: 'Eight checks. Read their titles; they are the rest of the course.',
    },
    remember: 'Quick round: wrong password? no token? good token, no right?',
  },
  'make-yourself-admin': {
    title: 'The question that everyone has: can’t I just change it?',
    know: [
      'There is no copy to compare with. That surprises people.',
      'The order is the security. An unverified claim is never read.',
      'Client checks are for comfort. Nobody is kept out by a hidden button.',
    ],
    task: 'Everyone guesses before you send. Write the numbers down.',
    moves: {
      2: '403: believed, and refused.',
      3: 'Only the middle segment changes. Point at the third: it doesn’t.',
      4: '401. Compare the two signatures, character by character. Who could have made the other one?',
    },
    remember: 'Back to the numbers on the board.',
  },
  'two-kinds-of-keys': {
    title: 'A second team wants to check our tokens. What do we hand over?',
    know: [
      'Everyone who checks can sign. Let that sink in before the next slide.',
      'Private signs, public checks. RS256 for old libraries, ES256 for short tokens.',
      'PEM and JWK are two ways of writing the same numbers.',
      'The signature says who made it. `aud` says for whom.',
    ],
    task: 'HS256 first, then one pair. Skip RS256 if time is short.',
    moves: { 2: 'Good signature, wrong door.', 6: 'Payslips has just paid itself.', 10: 'With the public key it can’t.' },
    remember: 'Ask: which kind does your company use, and who can sign?',
  },
  'leaked-secret': {
    title: 'Guessing happens on the guesser’s own machine. Nobody notices.',
    know: [
      'Each guess is one HMAC. A laptop does millions a second.',
      'After a leak: one move, and everybody signs in again.',
      'Publish, sign, retire. In this order, and each with a pause.',
      'This is what key sets are good for.',
    ],
    task: 'Two halves: first the attacker, then the operator.',
    moves: {
      1: 'It is in the word list. So are most secrets of tutorials.',
      7: 'Watch the number of years.',
      10: 'The forgery is dead: its key is.',
      15: 'Both keys are accepted now. Nobody noticed anything.',
      18: 'The last trace of the secret is gone.',
    },
    remember: 'Ask how they would find out that a secret has leaked. There is no good answer.',
  },
  ...LATER_NOTES,
}

/** The note to a slide; undefined where there is none. */
export function noteTo(lesson: string, slide: Slide): string | undefined {
  const notes = Object.hasOwn(NOTES, lesson) ? NOTES[lesson] : undefined
  if (!notes) return undefined
  if (slide.kind === 'know') return notes.know[slide.index]
  if (slide.kind === 'stage') return slide.moves === 0 ? notes.task : notes.moves?.[slide.moves]
  return slide.kind === 'question' ? undefined : notes[keyOf(slide) as 'title' | 'remember']
}
