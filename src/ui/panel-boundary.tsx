// Keeps a broken panel from breaking the page: it says so, and offers a report that contains no data from the page.
import { Component, createContext, type ErrorInfo, type ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './panel-boundary.module.css'

/** The name of the surrounding panel on the page. */
export const PanelName = createContext('')

interface PanelBoundaryProps {
  /** The panel's name on the page. */
  readonly name: string
  readonly children: ReactNode
  /** Copies text to the clipboard; called on a click. */
  copy(text: string): Promise<void>
}

interface PanelBoundaryState {
  readonly report: string | undefined
  readonly copied: boolean
}

const WHOLE: PanelBoundaryState = { report: undefined, copied: false }

export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state = WHOLE

  static getDerivedStateFromError(error: unknown): PanelBoundaryState {
    return { report: reportOf(error), copied: false }
  }

  override componentDidCatch(_: unknown, { componentStack }: ErrorInfo) {
    this.setState(({ report }) => ({ report: report && `${report}\nin: ${componentNames(componentStack ?? '')}` }))
  }

  override render() {
    const { report, copied } = this.state
    const { name, children, copy } = this.props
    if (report === undefined) return <PanelName value={name}>{children}</PanelName>
    return (
      <section className={styles.broken} role="alert" aria-label={`${name}: broken`}>
        <p>
          <strong>{name} broke on this.</strong> The rest of the page works on. This is our mistake, not yours.
        </p>
        <div className={styles.actions}>
          <Button look="plain" onClick={() => this.setState(WHOLE)}>
            Try again
          </Button>
          <Button
            onClick={() => {
              copy(`JWT Inspector: ${name} broke\n${report}`).then(
                () => this.setState({ copied: true }),
                () => {},
              )
            }}
          >
            {copied ? 'Report copied' : 'Copy a report without your data'}
          </Button>
        </div>
        <pre>{report}</pre>
      </section>
    )
  }
}

/**
 * The error's class and the places in our own files that it passed through. Messages are left out because they quote the input, and so is every
 * line that could be part of one.
 */
export function reportOf(error: unknown): string {
  const thrown = error instanceof Error ? error : undefined
  const kind = thrown?.constructor.name ?? typeof error
  const stack = (thrown?.stack ?? '').replace(String(thrown?.message), '')
  const places = [...stack.matchAll(/\/([A-Za-z][A-Za-z0-9-]{0,40}(?:-[\w-]{8})?\.(?:js|tsx?)):(\d{1,7}):(\d{1,7})\)?$/gm)]
  return [
    /^\w{1,40}$/.test(kind) ? kind : 'Error',
    ...places.slice(0, 12).map(([, file, line, column]) => `at ${file}:${line}:${column}`),
  ].join('\n')
}

function componentNames(stack: string): string {
  return [...stack.matchAll(/^\s*(?:at )?([A-Za-z]\w{0,40})(?:@| \(|$)/gm)]
    .map(([, name]) => name)
    .slice(0, 8)
    .join(' < ')
}
