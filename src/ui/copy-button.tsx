// A button that copies a text and says what was copied.
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

interface CopyButtonProps {
  /** What is copied, in words: "token". */
  readonly what: string
  readonly label?: string
  /** The accessible name, if it isn't label and what. */
  readonly name?: string
  readonly look?: 'primary' | 'plain' | 'quiet'
  /** Waits for a text that is still being made. */
  read(): string | Promise<string>
  /** Writes to the clipboard; rejects if the browser refuses. */
  copy(text: string): Promise<void>
}

export function CopyButton({ what, label = 'Copy', name = `${label} ${what}`, look = 'quiet', read, copy }: CopyButtonProps) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => setSaid(''), 2500)
    return () => clearTimeout(timer)
  }, [said])
  const onClick = () => {
    const text = read()
    // Without waiting if possible: some browsers let a page write only during the click itself.
    const copied = typeof text === 'string' ? copy(text) : text.then(copy)
    copied.then(
      () => setSaid(`Copied the ${what}`),
      () => setSaid(`The browser did not let the page copy the ${what}`),
    )
  }
  return (
    <>
      <Button look={look} aria-label={name} onClick={onClick}>
        {said === '' ? label : said.startsWith('Copied') ? 'Copied' : 'Refused'}
      </Button>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </>
  )
}
