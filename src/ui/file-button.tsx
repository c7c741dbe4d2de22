// A button that lets the reader choose files: the other way beside dropping them.
import { useRef } from 'react'
import { Button } from './button.tsx'

interface FileButtonProps {
  readonly label: string
  /** The button's accessible name, where the label alone does not say it. */
  readonly name?: string
  /** What the field for files is called, which programs that drive a browser fill. */
  readonly field: string
  readonly accept?: string
  /** Several may be chosen at once. */
  readonly multiple?: boolean
  onFiles(files: readonly File[]): void
}

export function FileButton({ label, name, field, accept, multiple, onFiles }: FileButtonProps) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button look="quiet" {...(name !== undefined && { 'aria-label': name })} onClick={() => chooser.current?.click()}>
        {label}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple={multiple}
        aria-label={field}
        {...(accept !== undefined && { accept })}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          // The same file may be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
