// A link within the product: a real fragment for whoever opens it elsewhere, a call for whoever follows it here.
import { createContext, useContext, type ComponentProps, type MouseEvent } from 'react'
import { withHold } from './route.ts'

/** Goes to a fragment, `#` included; with `instead` the way back skips where the reader is now. */
export type Navigate = (fragment: string, instead?: boolean) => void

export const NavigateContext = createContext<Navigate>(() => {})

/** Solutions and answers are held back; links within the room keep it so. */
export const HeldContext = createContext(false)

interface RoomLinkProps extends Omit<ComponentProps<'a'>, 'href' | 'onClick'> {
  readonly to: string
}

export function RoomLink({ to, children, ...rest }: RoomLinkProps) {
  const navigate = useContext(NavigateContext)
  const address = useContext(HeldContext) ? withHold(to) : to
  const onClick = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(address)
  }
  return (
    <a href={address} onClick={onClick} {...rest}>
      {children}
    </a>
  )
}
