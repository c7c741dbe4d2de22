// A button to choose files, as an alternative to dropping them.
import { useRef } from 'react'
import { Button } from './button.tsx'

interface FileButtonProps {
  readonly label: string
  /** The button's accessible name, if the label alone doesn't say enough. */
  readonly name?: string
  /** The name of the file field, which test tools fill. */
  readonly field: string
  readonly accept?: string
  /** Several files can be chosen at once. */
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
          // Allows the same file to be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
