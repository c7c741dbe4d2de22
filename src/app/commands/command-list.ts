// The commands that can be run by name from the keyboard. Each does what a button on the page does.
import { openFind } from '../../features/find/find.tsx'
import { looksLikeToken } from '../../core/token/likeness.ts'
import { ALGORITHM_SAMPLES } from '../../features/samples/algorithm-samples.ts'
import { ARTICLE_SAMPLES, FIRST_SAMPLES, openSample } from '../../features/samples/open-sample.ts'
import { LESSONS } from '../../lessons/index.ts'
import { copyText } from '../../platform/clipboard.ts'
import { downloadText } from '../../platform/files.ts'
import { currentFragment, goTo, pageAddress } from '../../platform/location.ts'
import { currentTheme, switchTheme } from '../../platform/theme.ts'
import { derive } from '../../session/state/derived.ts'
import { reveal } from '../../session/react/reveal.ts'
import { isUnsignedToken, signAgain } from '../../session/store/sign-again.ts'
import type { Box } from '../../session/state/opened-token.ts'
import { authorizationHeader, curlCommand, fileNameOf, fitsInHeader } from '../../session/take/request-text.ts'
import { lessonOf, writeLessonLink } from '../../session/take/write-link.ts'
import type { Store } from '../../session/store/store.ts'
import { LETTERS } from './shortcuts.ts'
import { toggleSheet } from '../sheet-choice.ts'
import type { Room } from '../room.ts'

export interface Command {
  readonly label: string
  readonly group: string
  /** Other words that people search for it by. */
  readonly alsoCalled?: string
  /** Runs it while the commands are open, with the modifier key that opened them: Ctrl K, Ctrl S. */
  readonly letter?: string
  /** Runs it. A text that it returns or resolves to says what was done, or why it couldn't be; any other result is ignored. */
  run(): unknown
}

/** The commands available now, in the order of use. */
export function commandsFor(store: Store, room: Room['name']): Command[] {
  const { state } = store.getSnapshot()
  const isOpen = room === 'inspect' && state.begun
  return [
    ...(isOpen ? [...onToken(store), ...exporting(store)] : []),
    ...(room === 'learn' ? linksToLesson() : []),
    NEW_TOKEN,
    ...rooms(room),
    ...samples(store),
    ...lessons(),
  ]
}

const NEW_TOKEN: Command = {
  label: 'New token',
  group: 'Create',
  letter: LETTERS.newToken,
  alsoCalled: 'create generate encode sign issue build jwt',
  run: () => {
    goTo('#/')
    toggleSheet('new-token')
  },
}

function onToken(store: Store): Command[] {
  const group = 'Token'
  const derived = () => (store.flush(), derive(store.getSnapshot().state))
  const copy = (label: string, read: () => string) => copying(label, group, read)
  const goToBox = (label: string, box: Box): Command => ({ label, group, run: () => reveal(store, { box, from: 0, to: 0 }) })
  const goToKey = () => reveal(store, { box: 'key', from: 0, to: 0 })
  const { edits, inspection } = derived()
  const { token } = inspection
  return [
    ...(edits.length > 0 ? [{ label: 'Undo edits', group, run: () => store.dispatch({ type: 'undo-edits' }) }] : []),
    { label: token && isUnsignedToken(token) ? 'Sign' : 'Sign again', group, letter: LETTERS.sign, run: () => signAgain(store, goToKey) },
    copy('Copy the token', () => derived().inspection.text),
    copy('Copy the header', () => derived().header),
    copy('Copy the payload', () => derived().payload),
    goToBox('Go to the token', 'token'),
    goToBox('Go to the header', 'header'),
    goToBox('Go to the payload', 'payload'),
    goToBox('Go to the key', 'key'),
    { label: 'Find in this page', group, run: openFind },
    {
      label: 'Check it for your service',
      group,
      letter: LETTERS.service,
      alsoCalled: 'expect issuer audience validate scope',
      run: () => toggleSheet('service'),
    },
    { label: 'How the signature is computed', group, run: () => toggleSheet('steps') },
    { label: 'Take me through it', group, alsoCalled: 'tour explain guide learn', run: () => toggleSheet('tour') },
    { label: 'Add a claim', group, run: () => toggleSheet('add-claim') },
    { label: 'Issue as SD-JWT', group, run: () => toggleSheet('issue') },
    { label: 'Encrypt the token, its payload or other text', group, run: () => toggleSheet('encrypt') },
    {
      label: 'Variations for testing a verifier: expired, alg none, key confusion',
      group,
      alsoCalled: 'attack fuzz negative test fixture cases forge',
      run: () => toggleSheet('variations'),
    },
    { label: 'Compare with another token', group, alsoCalled: 'diff difference', run: () => toggleSheet('compare') },
    { label: 'Clear', group, run: () => store.dispatch({ type: 'clear' }) },
  ]
}

/** Commands that share or export something. */
function exporting(store: Store): Command[] {
  const group = 'Share and export'
  store.flush()
  const { token } = derive(store.getSnapshot().state).inspection
  // As on the page, where the buttons come with a token.
  if (!token || !looksLikeToken(token)) return []
  const { compact } = token
  const report = () => toggleSheet('report')
  return [
    {
      label: 'Verify in code',
      group,
      alsoCalled: 'snippet library node python go java php csharp rust ruby jose pyjwt nimbus spring example',
      run: () => toggleSheet('verify-in-code'),
    },
    {
      label: 'Share',
      group,
      letter: LETTERS.share,
      alsoCalled: 'link permalink url send export slack mask anonymize redact',
      run: () => toggleSheet('share'),
    },
    {
      label: 'Report',
      group,
      letter: LETTERS.report,
      alsoCalled: 'ticket issue bug export markdown text json slack jira chat summary findings',
      run: report,
    },
    ...(fitsInHeader(compact)
      ? [
          copying('Copy as Authorization header', group, () => authorizationHeader(compact), 'bearer http export'),
          copying('Copy as curl', group, () => curlCommand(compact), 'command shell terminal request export'),
        ]
      : []),
    {
      label: 'Download the token as a file',
      group,
      alsoCalled: 'save export jwt',
      run: () => downloadText(fileNameOf(token), compact, 'text/plain'),
    },
    { label: 'Picture of the token for slides', group, alsoCalled: 'screenshot image svg presentation export', run: report },
  ]
}

/** A command that copies a text, or says that there is nothing to copy where it is empty. */
function copying(label: string, group: string, read: () => string, alsoCalled = 'clipboard'): Command {
  return {
    label,
    group,
    alsoCalled,
    run: async () => {
      const text = read()
      if (text === '') return 'There is nothing to copy.'
      return copyText(text).then(
        () => `Copied ${label.slice('Copy '.length)}.`,
        () => 'The browser refused to copy it.',
      )
    },
  }
}

/** Commands that copy a link to the lesson in the address, at the step that it names. */
function linksToLesson(): Command[] {
  const place = lessonOf(currentFragment())
  if (!place || !LESSONS.some(({ id }) => id === place.id)) return []
  const group = 'Share and export'
  const link = (present: boolean) => () => pageAddress() + writeLessonLink(place.id, { step: place.step, present })
  return [
    copying('Copy a link to this lesson', group, link(false), 'share permalink url'),
    copying('Copy a link to this lesson in presenter mode', group, link(true), 'share projector slides permalink url'),
  ]
}

function rooms(room: Room['name']): Command[] {
  const group = 'Page'
  const go = (label: string, name: Room['name'], fragment: string, alsoCalled = '') =>
    name === room ? [] : [{ label, group, alsoCalled, run: () => goTo(fragment) }]
  return [
    ...go('Inspect', 'inspect', '#/'),
    ...go('Keys: generate, import and convert', 'keys', '#/keys'),
    {
      label: 'Workspace: save or open your keys and expectations',
      group,
      alsoCalled: 'backup export import file settings restore',
      run: () => goTo('#/keys'),
    },
    ...go('Learn: the payroll API', 'learn', '#/learn'),
    ...go('Libraries for other languages', 'libraries', '#/libraries'),
    ...go('How we keep this page sealed', 'sealed', '#/sealed', 'keep your own copy offline single file download sha256 hash commit build'),
    { label: `Use the ${currentTheme() === 'dark' ? 'light' : 'dark'} theme`, group, run: switchTheme },
  ]
}

function samples(store: Store): Command[] {
  return [...FIRST_SAMPLES, ...ARTICLE_SAMPLES, ...ALGORITHM_SAMPLES].map((sample) => ({
    label: sample.label,
    group: 'Samples',
    run: async () => {
      goTo('#/')
      await openSample(store, sample)
      return undefined
    },
  }))
}

function lessons(): Command[] {
  return LESSONS.map(({ id, title }) => ({ label: title, group: 'Lessons', run: () => goTo(`#/learn/${id}`) }))
}
