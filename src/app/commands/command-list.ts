// What can be done from the keyboard by name: one entry a command. It calls what the buttons call.
import { openFind } from '../../features/find/find.tsx'
import { ALGORITHM_SAMPLES } from '../../features/samples/algorithm-samples.ts'
import { ARTICLE_SAMPLES, FIRST_SAMPLES, openSample } from '../../features/samples/open-sample.ts'
import { LESSONS } from '../../lessons/index.ts'
import { copyText } from '../../platform/clipboard.ts'
import { goTo } from '../../platform/location.ts'
import { currentTheme, switchTheme } from '../../platform/theme.ts'
import { derive } from '../../session/state/derived.ts'
import { reveal } from '../../session/react/reveal.ts'
import { isUnsignedToken, signAgain } from '../../session/store/sign-again.ts'
import type { Box } from '../../session/state/opened-token.ts'
import type { Store } from '../../session/store/store.ts'
import { toggleSheet } from '../sheet-choice.ts'
import type { Room } from '../room.ts'

export interface Command {
  readonly label: string
  readonly group: string
  /** Other words that people look for it by. */
  readonly alsoCalled?: string
  /** Does it. A text that comes back, or that a promise comes to, says why it could not be done, or what was; anything else says nothing. */
  run(): unknown
}

/** The commands that mean something now, in the order of use. */
export function commandsFor(store: Store, room: Room['name']): Command[] {
  const { state } = store.getSnapshot()
  return [...(room === 'inspect' && state.begun ? onToken(store) : []), NEW_TOKEN, ...rooms(room), ...samples(store), ...lessons()]
}

const NEW_TOKEN: Command = {
  label: 'New token',
  group: 'Make',
  alsoCalled: 'create generate encode sign issue build jwt',
  run: () => {
    goTo('#/')
    toggleSheet('new-token')
  },
}

function onToken(store: Store): Command[] {
  const group = 'Token'
  const derived = () => (store.flush(), derive(store.getSnapshot().state))
  const copy = (label: string, read: () => string): Command => ({
    label,
    group,
    run: async () => {
      const text = read()
      if (text === '') return 'There is nothing to copy.'
      return copyText(text).then(
        () => `Copied ${label.slice('Copy '.length)}.`,
        () => 'The browser refused to copy it.',
      )
    },
  })
  const goToBox = (label: string, box: Box): Command => ({ label, group, run: () => reveal(store, { box, from: 0, to: 0 }) })
  const goToKey = () => reveal(store, { box: 'key', from: 0, to: 0 })
  const { edits, inspection } = derived()
  const { token } = inspection
  return [
    ...(edits.length > 0 ? [{ label: 'Undo edits', group, run: () => store.dispatch({ type: 'undo-edits' }) }] : []),
    { label: token && isUnsignedToken(token) ? 'Sign' : 'Sign again', group, run: () => signAgain(store, goToKey) },
    copy('Copy the token', () => derived().inspection.text),
    copy('Copy the header', () => derived().header),
    copy('Copy the payload', () => derived().payload),
    goToBox('Go to the token', 'token'),
    goToBox('Go to the header', 'header'),
    goToBox('Go to the payload', 'payload'),
    goToBox('Go to the key', 'key'),
    { label: 'Find in this page', group, run: openFind },
    { label: 'Check it for your service', group, run: () => toggleSheet('service') },
    { label: 'How the signature was computed', group, run: () => toggleSheet('steps') },
    { label: 'Take me through it', group, alsoCalled: 'tour explain guide learn', run: () => toggleSheet('tour') },
    { label: 'Add a claim', group, run: () => toggleSheet('add-claim') },
    { label: 'Issue as SD-JWT', group, run: () => toggleSheet('issue') },
    { label: 'Encrypt the token, its payload or a text', group, run: () => toggleSheet('encrypt') },
    { label: 'Variations for testing a verifier: expired, alg none, key confusion', group, run: () => toggleSheet('variations') },
    { label: 'Compare with another token', group, run: () => toggleSheet('compare') },
    { label: 'Clear', group, run: () => store.dispatch({ type: 'clear' }) },
  ]
}

function rooms(room: Room['name']): Command[] {
  const group = 'Page'
  const go = (label: string, name: Room['name'], fragment: string) => (name === room ? [] : [{ label, group, run: () => goTo(fragment) }])
  return [
    ...go('Inspect', 'inspect', '#/'),
    ...go('Keys: make and convert', 'keys', '#/keys'),
    ...go('Learn: the payroll API', 'learn', '#/learn'),
    ...go('How we keep this page sealed', 'sealed', '#/sealed'),
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
