"""Addresses of costs, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.costs.views import arrivals, checking, files, recording, slips, statements, vouchers, writing_statements

urlpatterns = [
    path("inbox/", arrivals.inbox, name="inbox"),
    path("inbox/new/", arrivals.receive, name="receive_invoice"),
    path("inbox/<int:key>/", arrivals.arrival, name="arrival"),
    path("inbox/<int:key>/file/", files.arrival_file, name="arrival_file"),
    path("vouchers/", vouchers.voucher_list, name="vouchers"),
    path("vouchers/<int:key>/", vouchers.voucher, name="voucher"),
    path("vouchers/<int:key>/file/", files.voucher_file, name="voucher_file"),
    path("vouchers/<int:key>/place/", vouchers.place, name="place"),
    path("vouchers/<int:key>/drop/", vouchers.drop, name="drop_voucher"),
    path("vouchers/<int:key>/cost/", recording.record, name="record_cost"),
    path("vouchers/<int:key>/payment/", recording.payment, name="book_payment"),
    path("checking/", checking.checking, name="checking"),
    path("checking/several/", checking.check_batch, name="check_batch"),
    path("checking/<int:key>/", checking.check, name="check"),
    path("costs/<int:key>/correct/", recording.correct, name="correct_cost"),
    path("orders/", slips.slip_list, name="slips"),
    path("orders/<int:key>/", slips.slip, name="slip"),
    path("statements/", statements.statement_list, name="statements"),
    path("<matter:code>/order/", slips.order, name="order"),
    path("<matter:code>/receipt/", recording.receipt, name="record_receipt"),
    path("<matter:code>/payroll/", recording.payroll, name="record_payroll"),
    path("<matter:code>/papers/", statements.papers, name="papers"),
    path("<matter:code>/statement/", statements.statement, name="statement"),
    path("<matter:code>/statement/<int:number>/", statements.stated, name="stated"),
    path("<matter:code>/statement/<int:number>/receipt/", writing_statements.add_receipt, name="add_receipt"),
    path("<matter:code>/statement/<int:number>/salary/", writing_statements.add_salary, name="add_salary"),
    path("<matter:code>/statement/<int:number>/sign/", writing_statements.sign, name="sign_statement"),
    path(
        "<matter:code>/statement/<int:number>/lines/<int:key>/remove/",
        writing_statements.remove_line,
        name="remove_line",
    ),
]
