import { type Answer, answerOf, textOf, textsOf } from "../facts/answer.js";

/** Whether two descriptions of an image, by `docker inspect`, are of one: its layers and when it was made. The id of an image is another one in another kind of image store. */
export function sameImage(a: Answer, b: Answer): boolean {
  const layers = (image: Answer): string => textsOf(answerOf(image["RootFS"])["Layers"]).join();
  return layers(a) !== "" && layers(a) === layers(b) && textOf(a["Created"]) === textOf(b["Created"]);
}
