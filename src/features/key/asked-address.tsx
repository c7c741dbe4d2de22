// One address, shown whole before it is asked: the button, the answer with its age, and what to do where there is none.
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { curlCommand } from '../../core/keys/sources/discovery.ts'
import { checkFetchUrl } from '../../core/keys/sources/fetch-url.ts'
import { durationInWords } from '../../core/claims/numeric-date.ts'
import { copyText } from '../../platform/clipboard.ts'
import { canFetchKeys, fetchKeys } from '../../platform/key-fetcher.ts'
import { FRESH_FOR, queryClient } from '../../platform/query-client.ts'
import { useRealTime } from '../../platform/use-real-time.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { failureInWords, FetchFailure, refusalInWords } from './fetch-failure.ts'
import styles from './network-keys.module.css'
import { shown } from '../../core/text/quoted.ts'

interface AskedAddressProps {
  /** As the token, the metadata or a person names it. */
  readonly url: string
  /** What is there: "OAuth metadata". */
  readonly what: string
  /** What the button says before the address. */
  readonly action: string
  /** The answer came by a click just now. */
  onAnswer?(json: string): void
  /** Shown for an answer, new or kept. */
  renderAnswer(json: string, from: string): ReactNode
}

export function AskedAddress(props: AskedAddressProps) {
  return (
    <QueryClientProvider client={queryClient}>
      <Address {...props} />
    </QueryClientProvider>
  )
}

function Address({ url: named, what, action, onAnswer, renderAnswer }: AskedAddressProps) {
  const id = useId()
  const check = checkFetchUrl(named)
  const url = check.ok ? check.url : named
  const query = useQuery<string, FetchFailure>({
    queryKey: ['keys', url],
    queryFn: async ({ signal }) => {
      const result = await fetchKeys(url, signal)
      if (!result.ok) throw new FetchFailure(result)
      return result.json
    },
    // One click asks once: whether to ask a busy server again is for the reader to say.
    retry: false,
  })
  const ask = async () => {
    const { data, isSuccess } = await query.refetch()
    if (isSuccess) onAnswer?.(data)
  }
  const { data, error, isFetching } = query
  return (
    <div className={styles.address}>
      <p id={id}>
        <span>{what}</span>
        <code>
          <bdi>{shown(url, 2000)}</bdi>
        </code>
      </p>
      {!check.ok ? (
        <p className={styles.failure}>{refusalInWords(check.reason)}</p>
      ) : (
        <>
          {check.encodedLabels.length > 0 && (
            <p className={styles.failure}>
              Part of its host looks like encoded data: <code>{check.encodedLabels.join(', ')}</code>. A name that long can carry something
              away.
            </p>
          )}
          {canFetchKeys ? (
            <div className="row">
              <Button aria-describedby={id} aria-disabled={isFetching} onClick={() => !isFetching && void ask()}>
                {isFetching ? 'Asking' : data === undefined ? action : 'Ask again'}
              </Button>
              {data !== undefined && !isFetching && <Age at={query.dataUpdatedAt} />}
            </div>
          ) : (
            <InTerminal url={url} />
          )}
        </>
      )}
      <div role="status">
        {error && !isFetching && <Failure failure={error} url={url} />}
        {isFetching && query.failureCount > 0 && <p>It was busy; asking once more.</p>}
        {data !== undefined && !error && renderAnswer(data, url)}
      </div>
    </div>
  )
}

/** How old an answer is; after a while keys may have been rotated. `at` in milliseconds. */
function Age({ at }: { readonly at: number }) {
  const text = useRealTime((now) => {
    const seconds = Math.max(0, now - Math.floor(at / 1000))
    const age = seconds < 5 ? 'Answered just now' : `Answered ${durationInWords(seconds)} ago`
    return seconds * 1000 < FRESH_FOR ? age : `${age}: it may be out of date`
  })
  return <span className={styles.age}>{text}</span>
}

function Failure({ failure, url }: { readonly failure: FetchFailure; readonly url: string }) {
  return (
    <div className={styles.failure}>
      <p>{failureInWords(failure)}</p>
      {failure.result.reason !== 'bad-url' && <InTerminal url={url} />}
    </div>
  )
}

/** The way around a page that may not or cannot ask. */
function InTerminal({ url }: { readonly url: string }) {
  const command = curlCommand(url)
  return (
    <>
      <p>In a terminal this prints what is there; paste it into the key box:</p>
      <div className={styles.command}>
        <code>{command}</code>
        <CopyButton what="command" copy={copyText} read={() => command} />
      </div>
    </>
  )
}
