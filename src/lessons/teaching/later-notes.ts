// The speaker's notes for the labs and the lessons after them.
import type { LessonNotes } from './lesson-notes.ts'

export const LATER_NOTES: Readonly<Record<string, LessonNotes>> = {
  'careless-server': {
    title: 'Four labs, four decisions that a server must not leave to the token.',
    know: [
      'The header comes from the attacker too. Say it slowly.',
      'The standard defines `none` for tokens that are protected in some other way.',
      'The code looks like a clever switch over `alg`.',
      'The cure is just a list that is compared first.',
    ],
    task: 'Let someone from the class dictate the three edits.',
    moves: {
      1: 'Nothing has been sent yet.',
      3: 'The dot stays. Only the text after it goes.',
      4: 'The server paid 9,000.',
      5: 'The same token is stopped at the first check that looks at it.',
    },
    remember: 'Ask for the cure in one sentence.',
  },
  'decode-only': {
    title: 'The most common mistake, and the easiest to overlook in a review.',
    know: [
      'Most libraries have the two functions side by side.',
      'All tests are green. Ask why.',
      'Only a test with a forged token would have found it.',
    ],
    task: 'It takes one edit. Let the class find it.',
    moves: { 2: 'The signature was right there. The server never looked.' },
    remember: 'Ask who has a test with a forged token.',
  },
  'key-of-ones-own': {
    title: 'This server does everything right, but with the wrong key.',
    know: [
      'Some protocols need a key in the header. They compare it with one that they know.',
      'A signature proves that the sender has a key. It doesn’t say whose key it is.',
      'The token may name a key, with `kid`. It must not supply one.',
    ],
    task: 'The order matters: change the header, change the claim, then sign.',
    moves: { 1: 'It takes one second, and no one’s permission.', 4: 'This is a perfectly good signature.' },
    remember: 'Ask where keys come from in their own systems.',
  },
  'key-confusion': {
    title: 'The hardest of the four. Take your time.',
    know: [
      'The flaw is one function for both kinds of keys.',
      'For HS256 any bytes are a key, even a file that begins with five dashes.',
      'The file is public, so the “secret” is public too.',
      'One key, one algorithm.',
    ],
    task: 'Ask which of the eight checks will help. Only one does.',
    moves: {
      1: 'The server has a public key, and the token says HMAC.',
      3: 'The secret is the complete text, including line breaks.',
      5: 'The signature matches. It was computed correctly.',
    },
    remember: 'All four labs have one rule.',
  },
  'fifteen-minutes': {
    title: 'A token can’t be taken back, so it is made to expire.',
    know: [
      'Seconds, not milliseconds. A point in time, not a duration.',
      'Eight hours is convenient. Ask for whom.',
      'Binding the token to a key solves it, but the client then needs a key.',
      'The two RFCs differ here. That is worth a minute.',
    ],
    task: 'You move the clock, and the class says what happens.',
    moves: {
      5: 'A copy is as good as the original. Stop here and wait.',
      8: 'This is within the leeway.',
      10: 'The answer is 401, and the challenge says why.',
    },
    remember: 'Ask for the three time claims and their unit.',
  },
  'refresh-and-rotate': {
    title: 'The thief gets fifteen minutes, but Fernando a whole day. Ask how.',
    know: [
      'Ask why the refresh token never goes to an API.',
      'Each of the five words on the cookie is against a different danger. Ask for each.',
      'Reading a cookie and using it are different things.',
      'The server can’t tell two tabs from a thief. Stress “must be treated as theft”.',
      'The answer is 400, not 401, because this isn’t Bearer authentication.',
    ],
    task: 'Play quickly up to the theft.',
    moves: {
      9: 'Who has what now? Draw it.',
      10: 'Let them predict what Fernando gets.',
      11: 'The family is gone. Fernando can sign in again; the thief can’t.',
    },
    remember: 'The picture with four panels tells the story again.',
  },
  'signing-out': {
    title: 'This answers a question that the first lesson left open.',
    know: [
      'Deleting the browser’s copy doesn’t delete other copies.',
      'Point out that both ways cost a lookup.',
      'These two RFCs matter only if another service issues the token.',
      'This is the old way, and for many applications the right one.',
    ],
    task: 'Make the same moves for each way. Two ways are enough.',
    moves: { 5: 'The answer is 200. Pause here.', 10: 'The answer is 401, and it cost one lookup.' },
    remember: 'Fill in the cost table with the class.',
  },
  'when-it-must-be-secret': {
    title: 'Base64 wasn’t a lock. This is one.',
    know: [
      'Only one of the five parts, the header, can be read.',
      'The tag does for the ciphertext what the signature did for the payload, but it doesn’t say who made it.',
      'There are two layers: a random key encrypts the content, and the reader’s public key protects that random key.',
      'Change one bit and you get nothing, not even a wrong text.',
      'Anyone can write a letter to the bank. Sign, then encrypt.',
      'The best way to hide a claim is to leave it out.',
    ],
    task: 'Try the wrong key, then a changed text, then the right key.',
    moves: {
      4: 'There is no plaintext, not even a wrong one.',
      6: 'Count the parts of the inner token. It has three.',
      9: 'It decrypts and the signature is good, but it isn’t for the bank.',
    },
    remember: 'Ask whether it says who wrote it.',
  },
  'reading-along': {
    title: 'This token comes from an article on the web. Let the class find the mistakes.',
    know: [
      'The class knows about spaces from the second lesson.',
      'The names are in upper case. A library finds no expiry and accepts the token.',
      'The secret has twenty bytes, and the client has it too.',
      'A checklist would have caught these.',
      'This saves the class from guessing a `kid` that the API then refuses.',
    ],
    task: 'You show the article, and the class marks the mistakes.',
    moves: { 5: 'A standard server says what is missing, one thing at a time.', 9: 'Everything is repaired except the secret.' },
    remember: 'This is the end of the course. “Your visit” in the contents shows how far each learner got.',
  },
}
