// A link within the page, which has a real address for new tabs but navigates with a call when clicked.
import { createContext, useContext, type ComponentProps, type MouseEvent } from 'react'
import { withHold } from './route.ts'

/** Goes to a fragment that begins with `#`; `instead` replaces the current entry of the history. */
export type Navigate = (fragment: string, instead?: boolean) => void

export const NavigateContext = createContext<Navigate>(() => {})

/** Whether solutions and answers are held back; links within the room keep it that way. */
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
