// Keeps the message about an action as long as the page shows the state that it is about.
import { useState } from 'react'
import type { Store } from '../store/store.ts'
import type { State } from '../state/state.ts'
import { useStore } from './use-session.ts'

/** `act` resolves with a sentence that says why it couldn't be done, or with undefined if it was. `said` is empty if there is nothing to say. */
export function useSaid(act: (store: Store) => Promise<string | undefined>): { readonly said: string; run(): Promise<string | undefined> } {
  const store = useStore()
  const [answer, setAnswer] = useState<{ readonly text: string; readonly about: State }>()
  return {
    said: answer && answer.about === store.getSnapshot().state ? answer.text : '',
    async run() {
      const text = await act(store)
      // If it was done in part, the message is about the changed state.
      setAnswer(text === undefined ? undefined : { text, about: store.getSnapshot().state })
      return text
    },
  }
}
