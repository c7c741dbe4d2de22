// Code that is loaded when it is first needed may not arrive: no connection, or a host that has a newer version by now.

/** An error of import() that says so, in the words of Chromium, Firefox and WebKit. */
export function isMissingCode(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message)
}

/** By the address that failed, how often it was asked for since. */
const asked = new Map<string, number>()

/**
 * What `load` imports. Firefox and WebKit keep a module that failed to load as failed for as long as the page lives, and import() then does
 * not ask again; so after a failure the same file is asked for by an address with a query that it was not yet asked for by.
 */
export async function loadCode<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const address = isMissingCode(error) ? addressIn(String(error)) : undefined
    if (address === undefined) throw error
    const times = asked.get(address) ?? 0
    asked.set(address, times + 1)
    // The first failure is told at once: another try is the reader's.
    if (times === 0) throw error
    return (await import(/* @vite-ignore */ `${address}?again=${times}`)) as T
  }
}

/** The address of our own file that an error names; Chromium and Firefox write it at the end, WebKit not at all. */
function addressIn(message: string): string | undefined {
  const address = /https?:\/\/[^\s"'<>?#]+\.js$/.exec(message)?.[0]
  return address !== undefined && new URL(address).origin === location.origin ? address : undefined
}
