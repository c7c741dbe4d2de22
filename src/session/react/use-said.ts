// Keeps the answer to an action for as long as the page shows the state it was about.
import { useState } from 'react'
import type { Store } from '../store/store.ts'
import type { State } from '../state/state.ts'
import { useStore } from './use-session.ts'

/** `act` resolves with the sentence that says why it could not be done, or with undefined once it is. `said` is empty where nothing is to be said. */
export function useSaid(act: (store: Store) => Promise<string | undefined>): { readonly said: string; run(): Promise<string | undefined> } {
  const store = useStore()
  const [answer, setAnswer] = useState<{ readonly text: string; readonly about: State }>()
  return {
    said: answer && answer.about === store.getSnapshot().state ? answer.text : '',
    async run() {
      const text = await act(store)
      // What was done in part changed the state that the answer is about.
      setAnswer(text === undefined ? undefined : { text, about: store.getSnapshot().state })
      return text
    },
  }
}
