// Shows the picture of a lesson.
import { PICTURES } from '../../../lessons/teaching/pictures.ts'
import { PictureView } from './picture-view.tsx'

export function LessonPicture({ lesson }: { readonly lesson: string }) {
  const picture = Object.hasOwn(PICTURES, lesson) ? PICTURES[lesson] : undefined
  return picture && <PictureView picture={picture} />
}
