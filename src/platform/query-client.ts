// Holds what was fetched, so that asking the same address twice in a while asks the network once. Loaded with the first address that is shown.
import { QueryClient } from '@tanstack/react-query'

/** Milliseconds for which an answer counts as fresh. Keys are rotated in hours, not minutes. */
export const FRESH_FOR = 5 * 60_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The sealed frame says itself when there is no connection.
      networkMode: 'always',
      staleTime: FRESH_FOR,
      gcTime: 30 * 60_000,
      // Nothing is ever asked without a click.
      enabled: false,
      refetchOnMount: false,
      refetchOnReconnect: false,
      refetchOnWindowFocus: false,
    },
  },
})
