// Caches fetched keys, so that asking for the same address again soon doesn't use the network again. Loaded with the first address shown.
import { QueryClient } from '@tanstack/react-query'

/** Milliseconds for which a response counts as fresh. Keys are rotated in hours, not minutes. */
export const FRESH_FOR = 5 * 60_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The sealed frame itself reports a missing connection.
      networkMode: 'always',
      staleTime: FRESH_FOR,
      gcTime: 30 * 60_000,
      // Nothing is ever fetched without a click.
      enabled: false,
      refetchOnMount: false,
      refetchOnReconnect: false,
      refetchOnWindowFocus: false,
    },
  },
})
