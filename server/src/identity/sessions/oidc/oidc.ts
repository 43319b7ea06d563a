declare module '../../../kernel/context' {
  interface AppPorts {
    /** Name of the identity provider; null where there is none. */
    readonly oidc: string | null
  }
}

/** An identity provider that speaks OpenID Connect. */
export interface OidcSettings {
  /** Its address, as in its own `/.well-known/openid-configuration`. */
  readonly issuer: string
  readonly clientId: string
  /** Left out for a public client. */
  readonly clientSecret?: string
  /** Label of the button: "SPID o CIE", "Entra ID". */
  readonly name: string
  /** It owns the addresses that it tells, though it does not say that it checked them: they link accounts [RI20]. */
  readonly ownsAddresses?: boolean
}
