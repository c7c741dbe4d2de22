// "Keep your own copy": the inspector as one file, the hash that says whether it is the right one, and how anyone can build the same.
import { copyText } from '../../platform/clipboard.ts'
import { builtFiles, COPY, commit, isOwnCopy } from '../../platform/edition.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import styles from './sealed-room.module.css'

export function OwnCopy() {
  return (
    <section aria-labelledby="copy-title" data-part="own-copy">
      <h2 id="copy-title">{isOwnCopy ? 'This is your own copy' : 'Keep your own copy'}</h2>
      {isOwnCopy ? <Kept /> : <Offered />}
    </section>
  )
}

function Offered() {
  const files = builtFiles()
  const hash = files.find(({ name }) => name === COPY)?.sha256
  return (
    <>
      <p>
        The whole inspector is also one file: lessons, keys and fonts included. Open it from your disk, a USB stick or a share. It loads
        nothing and asks no host for anything, and it runs in a sealed frame that closes even the ways out that stay open here.
      </p>
      <p>
        <a className={styles.download} href={`./${COPY}`} download={COPY}>
          Download {COPY}
        </a>
      </p>
      {hash !== undefined && <Hash name={COPY} hash={hash} />}
      <Rebuild />
      {files.length > 0 && (
        <details className={styles.files}>
          <summary>SHA-256 of the {files.length} files behind this page</summary>
          <p>
            The page can’t name its own hash, nor that of <code>sw.js</code>, which is made from it: <code>SHA256SUMS</code> beside the page
            has both. Your browser compares scripts and styles with these hashes before it runs them. A report names the hash of this list,
            as <code>{LIST_HASH}</code> prints it.
          </p>
          <dl>
            {files.map(({ name, sha256 }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code>{sha256}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}

const LIST_HASH = "grep -vE '  (index.html|sw.js)$' SHA256SUMS | sha256sum"

function Hash({ name, hash }: { readonly name: string; readonly hash: string }) {
  return (
    <>
      <p>
        Its SHA-256 is <code data-hash={name}>{hash}</code> <CopyButton what="SHA-256" copy={copyText} read={() => hash} />
      </p>
      <p>
        <code>sha256sum {name}</code> prints the hash of the file that you have (on macOS <code>shasum -a 256 {name}</code>, on Windows{' '}
        <code>certutil -hashfile {name} SHA256</code>).
      </p>
    </>
  )
}

function Kept() {
  return (
    <>
      <p>
        It loads nothing, asks for nothing, and runs in a sealed frame. It doesn’t fetch keys: a command for your terminal is there instead.
        Files that it makes are offered above the page, where you save them. Print with Ctrl+P or ⌘P; the browser’s menu doesn’t know how
        long the page is. A link with a token works as the file opens, not later.
      </p>
      <p>
        A file can’t show its own hash. Compute it, and compare it with the one that the hosted page and its <code>SHA256SUMS</code> show:{' '}
        <code>sha256sum {COPY}</code> (on macOS <code>shasum -a 256 {COPY}</code>, on Windows <code>certutil -hashfile {COPY} SHA256</code>
        ).
      </p>
      <Rebuild />
    </>
  )
}

/** Which sources it was built from, and how to build it again. */
function Rebuild() {
  const id = commit()
  if (id === undefined) return <p>This build doesn’t know which commit it was made from, so it can’t be rebuilt and compared.</p>
  const [base, changed] = id.split('-')
  return (
    <p>
      Built from commit <code data-commit={id}>{base}</code>
      {changed === undefined
        ? '. The same commit gives the same bytes anywhere: '
        : ', with changes that were not committed, so it can’t be rebuilt from that commit alone. Of another build, '}
      <code>npm run verify -- {COPY}</code> in the sources rebuilds it and says whether your file is identical.
    </p>
  )
}
