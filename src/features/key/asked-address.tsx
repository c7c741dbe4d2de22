// Shows a full address before anything is fetched from it, with the button, the answer and its age, and what to do when there is no answer.
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
  /** As named by the token, the metadata or a person. */
  readonly url: string
  /** What is at the address: "OAuth metadata". */
  readonly what: string
  /** The label of the button. */
  readonly action: string
  /** Called when a click has just fetched the answer. */
  onAnswer?(json: string): void
  /** Renders an answer, new or cached. */
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
    // One click sends one request: whether to ask a busy server again is up to the reader.
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
              Part of its host looks like encoded data: <code>{check.encodedLabels.join(', ')}</code>. A name that long can leak data.
            </p>
          )}
          {canFetchKeys ? (
            <div className="row">
              <Button aria-describedby={id} aria-disabled={isFetching} onClick={() => !isFetching && void ask()}>
                {isFetching ? 'Fetching' : data === undefined ? action : 'Fetch again'}
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
        {isFetching && query.failureCount > 0 && <p>It was busy; trying again.</p>}
        {data !== undefined && !error && renderAnswer(data, url)}
      </div>
    </div>
  )
}

/** How old an answer is, since keys may have been rotated after a while. `at` is in milliseconds. */
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

/** The way out where the page may not or cannot fetch. */
function InTerminal({ url }: { readonly url: string }) {
  const command = curlCommand(url)
  return (
    <>
      <p>Run this in a terminal, then paste the output into the key box:</p>
      <div className={styles.command}>
        <code>{command}</code>
        <CopyButton what="command" copy={copyText} read={() => command} />
      </div>
    </>
  )
}
