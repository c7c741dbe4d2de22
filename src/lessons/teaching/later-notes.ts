// The speaker's notes to the labs and what comes after them.
import type { LessonNotes } from './lesson-notes.ts'

export const LATER_NOTES: Readonly<Record<string, LessonNotes>> = {
  'careless-server': {
    title: 'Four labs, four decisions that a server must not leave to the token.',
    know: [
      'The header is the attacker’s too. Say it slowly.',
      'It is in the standard, and meant for tokens that something else protects.',
      'The code looks like a clever switch over `alg`.',
      'A list, compared first. That is the whole cure.',
    ],
    task: 'Someone from the class dictates the three edits.',
    moves: {
      1: 'Nothing is sent yet.',
      3: 'The dot stays. Only what follows it goes.',
      4: '9,000 paid.',
      5: 'The same token. Stopped at the first check that reads it.',
    },
    remember: 'One sentence for the cure.',
  },
  'decode-only': {
    title: 'The most common mistake, and the easiest to overlook in a review.',
    know: [
      'Two functions, side by side in most libraries.',
      'All tests are green. Why?',
      'The test that would have found it has a forged token in it.',
    ],
    task: 'One edit. Let the class find it.',
    moves: { 2: 'The signature was right there. Nobody looked.' },
    remember: 'Who has a test with a forged token? Ask.',
  },
  'key-of-ones-own': {
    title: 'This server does everything right, with the wrong key.',
    know: [
      'Some protocols need a key in the header. They compare it with one that they know.',
      'A signature proves who holds a key. Whose key it is must come from elsewhere.',
      'The token may point, by `kid`. It may not bring.',
    ],
    task: 'Order matters: header, claim, then sign.',
    moves: { 1: 'One second, no permission from anyone.', 4: 'A perfectly good signature.' },
    remember: 'Where do keys come from in your system?',
  },
  'key-confusion': {
    title: 'The hardest of the four. Take your time.',
    know: [
      'One function for both kinds of keys: that is the flaw.',
      'For HS256 any bytes are a key. Even a file that begins with five dashes.',
      'The file is public. So the “secret” is.',
      'One key, one algorithm.',
    ],
    task: 'Ask which of the eight checks will help. Only one does.',
    moves: {
      1: 'A public key, and the token says HMAC.',
      3: 'The whole text, line breaks included.',
      5: 'The signature matches. It was computed correctly.',
    },
    remember: 'Four labs, one rule.',
  },
  'fifteen-minutes': {
    title: 'A token can’t be taken back. So it is made to end.',
    know: [
      'Seconds, not milliseconds. A point in time, not a duration.',
      'Eight hours: for whom is that convenient?',
      'Binding to a key is the way out, and it costs a key in the client.',
      'The standard and the profile differ here. That is worth a minute.',
    ],
    task: 'You move the clock, the class says what happens.',
    moves: { 5: 'A copy is as good as the original. Stop here and wait.', 8: 'Inside the leeway.', 10: '401, and the challenge says why.' },
    remember: 'Ask for the three time claims and their unit.',
  },
  'refresh-and-rotate': {
    title: 'Fifteen minutes for the thief, a whole day for Fernando. How?',
    know: [
      'Five words on the cookie, each for another danger. Ask for each.',
      'Reading and using are two things.',
      'The server can’t tell two tabs from a thief. “Must be treated as theft.”',
      '400, not 401: this isn’t Bearer authentication.',
    ],
    task: 'Play up to the theft quickly.',
    moves: {
      9: 'Who has what now? Draw it.',
      10: 'Let them predict what Fernando gets.',
      11: 'The family is gone. Fernando signs in again; the thief can’t.',
    },
    remember: 'The picture with four panels tells it once more.',
  },
  'signing-out': {
    title: 'The answer to a question that the first lesson left open.',
    know: ['Deleting a copy deletes a copy.', 'Both are lookups. Say it.', 'The old way, and for many the right one.'],
    task: 'The same moves for each way. Two ways are enough.',
    moves: { 5: '200. Let the silence work.', 10: '401, for one lookup.' },
    remember: 'Fill in the price table with the class.',
  },
  'when-it-must-be-secret': {
    title: 'Now the lock that base64 wasn’t.',
    know: [
      'Five parts. Only the header can be read.',
      'One bit, and nothing comes out. Not a wrong text: nothing.',
      'Anyone can write a letter to the bank. Sign, then encrypt.',
      'The best way to hide a claim is to leave it out.',
    ],
    task: 'Wrong key, changed text, right key.',
    moves: {
      4: 'No plaintext, not even a wrong one.',
      6: 'Count the parts inside: three.',
      9: 'It opens, the signature is good, and it isn’t for the bank.',
    },
    remember: 'Ask: does it say who wrote it?',
  },
  'reading-along': {
    title: 'An article on the web. Let the class find the mistakes.',
    know: [
      'Spaces. They remember those from the second lesson.',
      'Upper case. The library finds no expiry and is content.',
      'Twenty bytes, and the client has them too.',
      'What a checklist would have caught.',
    ],
    task: 'The article is on the screen; they have the pencil.',
    moves: { 5: 'A standard server says what it misses, one thing at a time.', 9: 'Repaired, but for the secret.' },
    remember: 'End of the course. “Your visit” in the contents shows how far each one came.',
  },
}
