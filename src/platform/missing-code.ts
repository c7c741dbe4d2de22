// Code that is loaded when it is first needed may not arrive: no connection, or a host that has a newer version by now.

import { integrityOf } from './integrity.ts'

/** An error of import() that says so, in the words of Chromium, Firefox and WebKit. */
export function isMissingCode(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message)
}

/** By the address that failed, how often it was asked for since. */
const asked = new Map<string, number>()

/**
 * What `load` imports. Firefox and WebKit keep a module that failed to load as failed for as long as the page lives, and import() then does
 * not ask again; so after a failure the same file is asked for by an address with a query that it was not yet asked for by. `name` is one of
 * the module's exports: where other files share the built one, the module is an object among what that exports.
 */
export async function loadCode<T>(load: () => Promise<T>, name: keyof T & string): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const address = isMissingCode(error) ? addressIn(String(error)) : undefined
    if (address === undefined) throw error
    const times = asked.get(address) ?? 0
    asked.set(address, times + 1)
    // The first failure is told at once: another try is the reader's.
    if (times === 0) throw error
    const file = (await importAgain(address, `${address}?again=${times}`, error)) as Record<string, unknown>
    const holds = (each: unknown) => typeof each === 'object' && each !== null && name in each
    return (name in file ? file : Object.values(file).find(holds)) as T
  }
}

/** By an address that the import map does not know, the browser would check no hash: a preload that has the hash puts the module in place. */
async function importAgain(address: string, again: string, error: unknown): Promise<unknown> {
  const link = Object.assign(document.createElement('link'), { rel: 'modulepreload', integrity: integrityOf(address), href: again })
  await new Promise((done, fail) => {
    link.addEventListener('load', done)
    link.addEventListener('error', () => fail(error))
    document.head.append(link)
  })
  return import(/* @vite-ignore */ again)
}

/** The address of our own file that an error ends in; Chromium and Firefox write it there, WebKit doesn't. */
function addressIn(message: string): string | undefined {
  const address = message.slice(Math.max(0, message.lastIndexOf('http')))
  return URL.canParse(address) && new URL(address).origin === location.origin ? address : undefined
}
