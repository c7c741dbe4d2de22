// Fields for private text: no completion, no correction, no cloud spell checker, no password manager.
import type { ComponentProps } from 'react'
import { PRIVATE_TEXT } from './private-text.ts'

// React's own change event doesn't fire if a script sets the value before dispatching an event, as test tools do.
const notAsked = () => {}

type Field<T extends 'input' | 'textarea'> = Omit<ComponentProps<T>, 'onChange' | 'onInput'> & { onText(text: string): void }

export function TextField({ onText, ...rest }: Field<'input'>) {
  return <input type="text" {...PRIVATE_TEXT} {...rest} onInput={(event) => onText(event.currentTarget.value)} onChange={notAsked} />
}

export function TextArea({ onText, ...rest }: Field<'textarea'>) {
  return <textarea {...PRIVATE_TEXT} {...rest} onInput={(event) => onText(event.currentTarget.value)} onChange={notAsked} />
}
