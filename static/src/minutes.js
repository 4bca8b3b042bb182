/* Writing minutes: what the buttons beside the boxes do without leaving the page. Without this they save it. */

export function start(part, announce) {
  part.querySelectorAll("[data-adds]").forEach((button) => button.addEventListener("click", (event) => {
    event.preventDefault()
    const box = document.getElementById(button.dataset.to)
    const lines = button.dataset.adds.split("\n").map((line) => line.trim()).filter((line) => !linesOf(box).includes(line))
    write(box, [...linesOf(box), ...lines].join("\n"))
    announce(lines.length ? `Agreed: ${lines.join(" ")}` : "It stands among the decisions already")
  }))
  part.querySelectorAll("[data-takes-sentence]").forEach((button) => {
    button.hidden = false
    button.addEventListener("click", () => takeSentence(button, announce))
  })
}

function linesOf(box) {
  return box.value.split("\n").map((line) => line.trim()).filter(Boolean)
}

function write(box, text) {
  box.value = text
  box.dispatchEvent(new Event("input", { bubbles: true }))
}

function takeSentence(button, announce) {
  const from = document.getElementById(button.dataset.takesSentence)
  const into = document.getElementById(button.dataset.into)
  const sentence = chosenIn(from)
  if (!sentence) return announce("Put the cursor into a sentence first")
  if (into.value.trim() && into.value.trim() !== sentence) {
    into.focus()
    return announce("There is an action in the box already. Save it first.")
  }
  write(into, sentence)
  document.getElementById(button.dataset.then).focus()
  announce(`Action: ${sentence}`)
}

/* What is selected, or else the sentence in which the cursor is. */
function chosenIn(box) {
  const { value, selectionStart: first, selectionEnd: end } = box
  if (first !== end) return value.slice(first, end).trim()
  const line = lineAt(value, first)
  return sentencesIn(line.text).find(({ until }) => line.from + until >= first)?.text.trim() ?? ""
}

function lineAt(value, place) {
  const from = value.lastIndexOf("\n", place - 1) + 1
  const until = value.indexOf("\n", place)
  return { from, text: value.slice(from, until < 0 ? undefined : until).trimEnd() }
}

/* "4.30 p.m. and" goes on, and so does "Cllr. J. Walker": a sentence ends where the next begins with a capital. */
const END = /[.!?]+["”’')]*(?=\s+["“(]?[A-Z]|\s*$)/g
const NO_END = /(?:^|\s)(?:[A-Z]|Cllrs?|Dr|Mrs?|Ms|Rev|St|No|Prof|Hon)\.$/

function sentencesIn(line) {
  const ends = [...line.matchAll(END)].map((match) => match.index + match[0].length)
    .filter((end) => !NO_END.test(line.slice(0, end)))
  const bounds = [0, ...ends.filter((end) => end < line.length), line.length]
  return bounds.slice(1).map((until, place) => ({ text: line.slice(bounds[place], until), until }))
}
