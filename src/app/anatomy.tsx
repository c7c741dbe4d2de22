// The three parts of a token, each in its color, as the empty page explains them.
import styles from './anatomy.module.css'

export function Anatomy() {
  return (
    <dl className={styles.anatomy}>
      <div className="part-header">
        <dt>
          <code aria-hidden="true">eyJhbGciOiJIUzI1NiJ9</code>
          Header
        </dt>
        <dd>How it was signed, and which key to look for.</dd>
      </div>
      <div className="part-payload">
        <dt>
          <code aria-hidden="true">.eyJzdWIiOiJmZXJuYW5kbyIsImFkbWluIjpmYWxzZX0</code>
          Payload
        </dt>
        <dd>What it claims. Readable by anyone who holds it: encoded, not encrypted.</dd>
      </div>
      <div className="part-signature">
        <dt>
          <code aria-hidden="true">.h2Qy1sP0vWc…</code>
          Signature
        </dt>
        <dd>The proof that no one changed the other two.</dd>
      </div>
    </dl>
  )
}
