"""Who demands it, in their own words: the clauses that several families of rules quote."""

ALL_ACCOUNTS = (
    "Höganäs e-tjänst 696, inledningen: ”skyldiga att ha en förteckning över alla konton "
    "lättillgängligt på kommunens hemsida”"
)
APPROVED = (
    "Höganäs e-tjänst 696, Innan du startar: ”Du ska alltid ha din chefs godkännande för att "
    "starta ett konto i sociala medier. Rådgör även med din kommunikationsavdelning.”"
)
FINDABLE = (
    "Höganäs e-tjänst 696, inledningen: ”förteckning över alla konton lättillgängligt på "
    "kommunens hemsida”"
)
GDPR = "Höganäs e-tjänst 696, GDPR: ”Kontot ska följa riktlinjerna enligt GDPR.”"
INACTIVE = (
    "Höganäs e-tjänst 696, Inlägg: ”Inaktiva konto som inte följer dessa riktlinjer ska stängas "
    "ner av kontoansvarig”"
)
RELIABLE = "Eget förslag, så att förteckningen går att lita på"
REPORTED = (
    "Höganäs e-tjänst 696, inledningen: ”viktigt att du anmäler till kommunikationsavdelningen "
    "när du startar eller avslutar ett konto i sociala medier”"
)
