// Loads code when it is first needed, which can fail without a connection or if the host has a newer version by now.

import { integrityOf } from './integrity.ts'

/** True for the error of an import() that failed to load, as Chromium, Firefox and WebKit word it. */
export function isMissingCode(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message)
}

/** How many times each failed address has been requested since. */
const asked = new Map<string, number>()

/**
 * Imports what `load` imports. In Firefox and WebKit, a module that failed to load stays failed for the life of the page, and import() does
 * not request it again. So after a failure, the same file is requested with a new query. `name` is one of the module's exports; if other
 * files share the built one, the module is an object among its exports.
 */
export async function loadCode<T>(load: () => Promise<T>, name: keyof T & string): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const address = isMissingCode(error) ? addressIn(String(error)) : undefined
    if (address === undefined) throw error
    const times = asked.get(address) ?? 0
    asked.set(address, times + 1)
    // The first failure is reported at once; it is up to the reader to try again.
    if (times === 0) throw error
    const file = (await importAgain(address, `${address}?again=${times}`, error)) as Record<string, unknown>
    const holds = (each: unknown) => typeof each === 'object' && each !== null && name in each
    return (name in file ? file : Object.values(file).find(holds)) as T
  }
}

/** The import map has no hash for the new address, so the module is first preloaded with its hash. */
async function importAgain(address: string, again: string, error: unknown): Promise<unknown> {
  const link = Object.assign(document.createElement('link'), { rel: 'modulepreload', integrity: integrityOf(address), href: again })
  await new Promise((done, fail) => {
    link.addEventListener('load', done)
    link.addEventListener('error', () => fail(error))
    document.head.append(link)
  })
  return import(/* @vite-ignore */ again)
}

/** The address of our own file at the end of an error message. Chromium and Firefox include it, WebKit doesn't. */
function addressIn(message: string): string | undefined {
  const address = message.slice(Math.max(0, message.lastIndexOf('http')))
  return URL.canParse(address) && new URL(address).origin === location.origin ? address : undefined
}
