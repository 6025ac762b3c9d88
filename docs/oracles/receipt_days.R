# Kaplan–Meier of the receipt log in whole days, as docs/examples/receipt-mapping.yaml reads it.
# Rscript docs/oracles/receipt_days.R FOLDER_OF_receipt.csv > docs/oracles/receipt_days.txt
# R 4.2.2, survival 3.5-3 (Debian 12). Entry -1, so that a same-day decision counts.
suppressMessages(library(survival))
d <- read.csv(file.path(commandArgs(TRUE)[1], "receipt.csv"), stringsAsFactors = FALSE)
d <- d[!duplicated(d$case.concept.name), ]
day <- function(x) as.Date(substr(x, 1, 10))
start <- day(d$case.startdate); end <- day(d$case.enddate); cut <- as.Date("2012-01-23")
event <- as.integer(!is.na(end)); exit <- as.numeric(ifelse(is.na(end), cut, end) - as.numeric(start))
show <- function(label, k) {
  fit <- survfit(Surv(rep(-1, sum(k)), exit[k], event[k]) ~ 1, conf.type = "log-log")
  cat(label, "n", sum(k), "events", sum(event[k]), "censored", sum(1 - event[k]), "\n")
  q <- quantile(fit, c(.1, .5, .9))
  print(data.frame(p = c(.1, .5, .9), value = q$quantile, lower = q$lower, upper = q$upper), row.names = FALSE)
  s <- summary(fit, times = c(7, 14, 30, 60, 90, 120))
  print(data.frame(time = s$time, surv = s$surv, se = s$std.err, lower = s$lower, upper = s$upper), digits = 12, row.names = FALSE)
  # From time 0: the entry at -1 only serves to let day 0 count.
  fit0 <- survfit(Surv(exit[k] + 0, event[k]) ~ 1)
  for (tau in c(120, 365)) {
    m <- summary(fit0, rmean = tau)$table
    cat("rmst", tau, format(m["rmean"], digits = 12), "se", format(m["se(rmean)"], digits = 12), "\n")
  }
  cat("mean of the closed", format(mean(exit[k][event[k] == 1]), digits = 15), "\n")
}
year <- substr(d$case.startdate, 1, 4)
show("2010", year == "2010")
show("2011", year == "2011")
show("all", rep(TRUE, nrow(d)))
