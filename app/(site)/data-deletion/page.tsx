export default function DataDeletionPage() {
  return (
    <>
      <h1 className="type-display text-2xl">Have your data deleted</h1>
      <div className="grid max-w-[58ch] gap-3">
        <p>
          When you connect a WhatsApp number with your Facebook login, we keep an access token and Meta’s id
          of you for our app. Nothing else comes from your login.
        </p>
        <p>To have both erased, ask for it where the login is:</p>
        <ol className="grid list-decimal gap-2 ps-5 text-ink-2">
          <li>Open Facebook, then Settings and privacy, Settings, Business integrations.</li>
          <li>Choose Hawk Send and remove it.</li>
          <li>Choose “Send request” where Facebook asks about your data.</li>
        </ol>
        <p>
          Facebook gives you a code and a link. The link opens a page here that says how far your request has
          come.
        </p>
      </div>
    </>
  )
}
