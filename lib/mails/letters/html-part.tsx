import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from '@react-email/components'
import type { Block, Letter } from './letter'
import { darkStyle, style } from './look'

/** No picture, no font and no style comes from elsewhere: opening a mail tells nobody anything. */
export function HtmlPart({ subject, preheader, title, blocks, reason }: Letter) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <title>{subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <style>{darkStyle}</style>
      </Head>
      <Preview>{preheader}</Preview>
      <Body className="canvas" style={style.body}>
        <Container className="sheet" style={style.sheet} role="article" aria-label={title}>
          <Text className="ink" style={style.brand}>
            <span className="wing" style={style.wing} aria-hidden="true">
              &nbsp;
            </span>
            Hawk Send
          </Text>
          <Heading as="h1" className="ink" style={style.title}>
            {title}
          </Heading>
          {blocks.map((block) => (
            <HtmlBlock key={JSON.stringify(block)} block={block} />
          ))}
          <Hr className="line" style={style.rule} />
          <Text className="ink-3" style={style.reason}>
            {reason}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

function HtmlBlock({ block }: { block: Block }) {
  if (block.kind === 'words')
    return (
      <Text className="ink-2" style={style.words}>
        {block.words}
      </Text>
    )
  if (block.kind === 'code')
    return (
      <Text className="code" style={style.code}>
        {block.code}
      </Text>
    )
  if (block.kind === 'facts') return <Facts facts={block.facts} />
  if (block.isMinor)
    return (
      <Text style={style.words}>
        <Link className="link" style={style.link} href={block.link}>
          {block.label}
        </Link>
      </Text>
    )
  return (
    <Button className="button" style={style.button} href={block.link}>
      {block.label}
    </Button>
  )
}

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <Section className="line" style={style.facts}>
      {facts.map(([name, value]) => (
        <Row key={name}>
          <Column className="line ink-3" style={style.factName}>
            {name}
          </Column>
          <Column className="line ink" style={style.factValue}>
            {value}
          </Column>
        </Row>
      ))}
    </Section>
  )
}
