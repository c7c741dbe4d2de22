// Replaces a page that the opened link holds back.
import page from '../lesson-page.module.css'

export function HeldBack({ title }: { readonly title: string }) {
  return (
    <article aria-labelledby="held-title">
      <h1 id="held-title" tabIndex={-1} className={page.title}>
        {title}
      </h1>
      <p className={page.lede}>The link that you opened holds solutions and answers back, and this page contains them.</p>
    </article>
  )
}
