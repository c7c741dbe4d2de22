// The dialog "Report", with the verdict and its reasons as text for a ticket or a chat, and the token in other formats.
import { useMemo, useState } from 'react'
import { maskedToken, unmaskable, carriesSecret } from '../../core/masking/mask-token.ts'
import type { Token } from '../../core/token/token.ts'
import { copyText } from '../../platform/clipboard.ts'
import { currentSeconds } from '../../platform/clock.ts'
import { downloadText } from '../../platform/files.ts'
import { pageBuild } from '../../platform/page-version.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import { useCheck, useSession } from '../../session/react/use-session.ts'
import { instantAt } from '../../session/state/viewpoint.ts'
import { deskSecrets } from '../../session/take/desk-secrets.ts'
import { picture } from '../../session/take/picture.ts'
import { formattedReport, REPORT_FORMATS, type ReportFormat } from '../../session/take/report-formats.ts'
import { reportedClaims, reportOf, type VerdictInWords } from '../../session/take/report.ts'
import { authorizationHeader, curlCommand, fileNameOf, fitsInHeader } from '../../session/take/request-text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { chosenOf, MaskChoice, type Ticked } from './mask-choice.tsx'
import styles from './take.module.css'

interface ReportDialogProps {
  readonly verdict: VerdictInWords
  onClose(): void
}

const NOTHING: ReadonlySet<string> = new Set()

export function ReportDialog({ verdict, onClose }: ReportDialogProps) {
  const check = useCheck((current) => current)
  const judgement = useJudgement((current) => current)
  const viewpoint = useSession((snapshot) => snapshot.viewpoint)
  const token = useSession((_, { inspection }) => inspection.token)
  const [format, setFormat] = useState<ReportFormat>('markdown')
  const [masks, setMasks] = useState(true)
  const [ticked, setTicked] = useState<Ticked>(new Map())
  const said = JSON.stringify(verdict)
  const claims = useMemo(() => check && reportedClaims(check), [check])
  const secrets = useMemo(() => check && deskSecrets(check, viewpoint), [check, viewpoint])
  const chosen = useMemo(() => (masks && claims ? chosenOf(claims, ticked) : NOTHING), [masks, claims, ticked])
  const report = useMemo(() => {
    if (!check || !judgement || !secrets) return undefined
    const now = instantAt(viewpoint, currentSeconds())
    return reportOf({ verdict: JSON.parse(said) as VerdictInWords, check, judgement, now, page: pageBuild() }, chosen, secrets)
  }, [said, check, judgement, viewpoint, chosen, secrets])
  const text = useMemo(() => report && formattedReport(report, format), [report, format])
  const { name: formatName, extension, type } = REPORT_FORMATS.find(({ value }) => value === format) ?? REPORT_FORMATS[0]

  const draw = () => {
    if (!token || !secrets || !report) return undefined
    const masked = masks && unmaskable(token) === undefined ? maskedToken(token, chosenFor(chosen), secrets) : undefined
    if (masked) return picture(masked.text, report.verdict.sentence, masked.forbidden, 'signature left out')
    return (masks && unmaskable(token) !== 'encrypted') || carriesSecret(token, secrets)
      ? undefined
      : picture(token.compact, report.verdict.sentence, report.forbidden)
  }

  return (
    <Dialog title="Report" about="For a ticket or a chat. It contains no key and no secret." onClose={onClose}>
      <div className={styles.form}>
        <div className={styles.line}>
          <SelectField<ReportFormat> className={styles.field} label="Format" value={format} options={REPORT_FORMATS} onValue={setFormat} />
          <label className={styles.check}>
            <input type="checkbox" checked={masks} onChange={(event) => setMasks(event.target.checked)} />
            Mask claims
          </label>
        </div>
        {masks && claims && <MaskChoice claims={claims} ticked={ticked} onTicked={setTicked} />}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
        <pre data-part="report" className={styles.report} role="group" aria-label={`Report as ${formatName}`} tabIndex={0} translate="no">
          {text}
        </pre>
        {text === undefined || text === '' ? (
          <p className="quiet-text">
            {check && judgement ? NO_REPORT[text === '' ? 'repeats' : 'too-long'] : 'Waiting for this token to be checked.'}
          </p>
        ) : (
          <div className={styles.actions}>
            <CopyButton what="report" name="Copy" look="primary" copy={copyText} read={() => text} />
            <Button onClick={() => downloadText(`jwt-report.${extension}`, text, type)}>Download</Button>
          </div>
        )}
        {token && <TakeAlong token={token} draw={draw} />}
      </div>
    </Dialog>
  )
}

const NO_REPORT = {
  'too-long': 'This token is longer than 100,000 characters, which is too long for a report.',
  repeats: 'No report: a masked value also occurs in the report’s own words. Choose another format, or mask less.',
}

/** The report has the claims of an SD-JWT in the payload; the token has them in its disclosures. */
function chosenFor(chosen: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...chosen, ...[...chosen].map((id) => id.replace(/^payload /, 'disclosure '))])
}

/** Exports the token in formats for other programs. Only the picture is masked. */
function TakeAlong({ token, draw }: { readonly token: Token; draw(): string | undefined }) {
  const [said, setSaid] = useState('')
  const { compact } = token
  const fits = fitsInHeader(compact)
  const drawIt = () => {
    const svg = draw()
    if (svg === undefined) return setSaid('No picture: a secret or a masked value would be readable in it.')
    downloadText('token.svg', svg, 'image/svg+xml')
    setSaid('Downloaded token.svg.')
  }
  return (
    <section aria-labelledby="take-along" className={styles.along}>
      <h3 id="take-along">Export the token</h3>
      <div className={styles.actions}>
        <Button onClick={drawIt}>Picture (SVG)</Button>
        <Button onClick={() => downloadText(fileNameOf(token), compact, 'text/plain')}>Token as a file</Button>
        {fits && (
          <>
            <CopyButton
              what="header"
              look="plain"
              label="Authorization header"
              name="Copy as Authorization header"
              copy={copyText}
              read={() => authorizationHeader(compact)}
            />
            <CopyButton what="command" look="plain" label="curl" name="Copy as curl" copy={copyText} read={() => curlCommand(compact)} />
          </>
        )}
      </div>
      <p className="quiet-text">
        The picture is masked like the report. The file{fits ? ', the header and curl contain' : ' contains'} the whole token: anyone who
        gets one can use it.
      </p>
      <p role="status" className="said">
        {said}
      </p>
    </section>
  )
}
