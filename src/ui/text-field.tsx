// Fields for text that is nobody else's business: no completion, no correction, no spell checker that sends it away, no password manager.
import type { ComponentProps } from 'react'
import { PRIVATE_TEXT } from './private-text.ts'

// React's own change event stays silent when a script set the value before it said so, as programs that drive a browser do.
const notAsked = () => {}

type Field<T extends 'input' | 'textarea'> = Omit<ComponentProps<T>, 'onChange' | 'onInput'> & { onText(text: string): void }

export function TextField({ onText, ...rest }: Field<'input'>) {
  return <input type="text" {...PRIVATE_TEXT} {...rest} onInput={(event) => onText(event.currentTarget.value)} onChange={notAsked} />
}

export function TextArea({ onText, ...rest }: Field<'textarea'>) {
  return <textarea {...PRIVATE_TEXT} {...rest} onInput={(event) => onText(event.currentTarget.value)} onChange={notAsked} />
}
